package services

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"text/template"
	"time"

	"booking/internal/models"
)

var client = &http.Client{Timeout: 10 * time.Second}

var welcome = template.Must(template.New("welcome").Parse("Dear {{.Name}},\n\nyour home awaits you on {{.From}}.\n"))

// Mailer sends messages by the provider's API.
type Mailer struct {
	url, key string
}

// NewMailer posts to url.
func NewMailer(url, key string) *Mailer {
	return &Mailer{url: url, key: key}
}

// Send gives a message to the provider.
func (m *Mailer) Send(ctx context.Context, to, kind string, values map[string]string) error {
	body, err := json.Marshal(map[string]any{"to": to, "kind": kind, "values": values})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+m.key)
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		return fmt.Errorf("mail provider answered %s", res.Status)
	}
	return nil
}

// Welcome is the agency's own message.
func (m *Mailer) Welcome(guest models.Guest, booking models.Booking) (string, error) {
	var out strings.Builder
	err := welcome.Execute(&out, map[string]string{"Name": guest.Name, "From": booking.From.Format(time.DateOnly)})
	return out.String(), err
}

// Preview shows a host's message as a guest would get it.
func (m *Mailer) Preview(text string, booking models.Booking) (string, error) {
	message, err := template.New("message").Parse(text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if err := message.Execute(&out, booking); err != nil {
		return "", err
	}
	return out.String(), nil
}
