package services

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"

	"booking/internal/models"
)

// Invoices are made with the tools that stand beside the program.
type Invoices struct {
	dir string
}

// NewInvoices writes them into dir.
func NewInvoices(dir string) *Invoices {
	return &Invoices{dir: dir}
}

// Make returns the name of the PDF.
func (s *Invoices) Make(ctx context.Context, booking models.Booking, recipient string) (string, error) {
	name := fmt.Sprintf("invoice-%d.pdf", booking.ID)
	source := filepath.Join(s.dir, fmt.Sprintf("invoice-%d.html", booking.ID))
	target := filepath.Join(s.dir, name)
	line := fmt.Sprintf("wkhtmltopdf --quiet --title 'Invoice for %s' %s %s", recipient, source, target)
	if out, err := exec.CommandContext(ctx, "sh", "-c", line).CombinedOutput(); err != nil {
		return "", fmt.Errorf("make invoice: %w: %s", err, out)
	}
	return name, s.stamp(ctx, target)
}

func (s *Invoices) stamp(ctx context.Context, target string) error {
	return exec.CommandContext(ctx, "qpdf", "--linearize", "--replace-input", target).Run()
}
