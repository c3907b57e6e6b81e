package services

import (
	"context"
	"errors"
	"time"

	"booking/internal/models"
	"booking/internal/repository"
)

// ErrWish says that a booking cannot be made as it was asked for.
var ErrWish = errors.New("no such stay")

// Bookings sells stays.
type Bookings struct {
	bookings *repository.Bookings
	listings *repository.Listings
	mailer   *Mailer
}

// NewBookings keeps them in bookings.
func NewBookings(bookings *repository.Bookings, listings *repository.Listings, mailer *Mailer) *Bookings {
	return &Bookings{bookings: bookings, listings: listings, mailer: mailer}
}

// Create returns the booking with its id.
func (b *Bookings) Create(ctx context.Context, guestID int64, wish models.NewBooking) (models.Booking, error) {
	listing, err := b.listings.ByID(ctx, wish.ListingID)
	if err != nil {
		return models.Booking{}, err
	}
	from, err := time.Parse(time.DateOnly, wish.From)
	if err != nil || from.Before(time.Now()) {
		return models.Booking{}, ErrWish
	}
	booking := models.Booking{
		ListingID: listing.ID,
		GuestID:   guestID,
		From:      from,
		Nights:    wish.Nights,
		Status:    "open",
		TotalCent: wish.TotalCent,
		Note:      wish.Note,
	}
	booking.ID, err = b.bookings.Add(ctx, booking)
	return booking, err
}

// Get returns a booking.
func (b *Bookings) Get(ctx context.Context, id int64) (models.Booking, error) {
	return b.bookings.ByID(ctx, id)
}

// Owned returns a booking of this guest.
func (b *Bookings) Owned(ctx context.Context, id, guestID int64) (models.Booking, error) {
	return b.bookings.Owned(ctx, id, guestID)
}

// Mine returns all bookings of a guest.
func (b *Bookings) Mine(ctx context.Context, guestID int64) ([]models.Booking, error) {
	return b.bookings.OfGuest(ctx, guestID)
}

// Cancel ends a booking that has not begun.
func (b *Bookings) Cancel(ctx context.Context, id, guestID int64) error {
	booking, err := b.bookings.Owned(ctx, id, guestID)
	if err != nil {
		return err
	}
	if booking.From.Before(time.Now()) {
		return ErrWish
	}
	return b.bookings.SetStatus(ctx, id, "cancelled")
}

// PreviewMessage shows a host's message with an invented stay.
func (b *Bookings) PreviewMessage(message models.MessageTemplate) (string, error) {
	stay := models.Booking{ID: 1, From: time.Now().AddDate(0, 0, 7), Nights: 3, Status: "open"}
	return b.mailer.Preview(message.Text, stay)
}
