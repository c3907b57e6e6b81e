package repository

import (
	"context"
	"database/sql"
	"time"

	"booking/internal/models"
)

const bookingColumns = "id, listing_id, guest_id, starts, nights, status, total_cent, note"

// Bookings are kept in the table of that name, payments beside them.
type Bookings struct {
	db *sql.DB
}

// NewBookings reads from db.
func NewBookings(db *sql.DB) *Bookings {
	return &Bookings{db: db}
}

// ByID returns sql.ErrNoRows when there is no such booking.
func (b *Bookings) ByID(ctx context.Context, id int64) (models.Booking, error) {
	rows, err := b.list(ctx, "select "+bookingColumns+" from bookings where id = $1", id)
	return first(rows, err)
}

// Owned is like ByID, but for the bookings of one guest alone.
func (b *Bookings) Owned(ctx context.Context, id, guestID int64) (models.Booking, error) {
	rows, err := b.list(ctx, "select "+bookingColumns+" from bookings where id = $1 and guest_id = $2", id, guestID)
	return first(rows, err)
}

// OfGuest returns the bookings of a guest, the next first.
func (b *Bookings) OfGuest(ctx context.Context, guestID int64) ([]models.Booking, error) {
	return b.list(ctx, "select "+bookingColumns+" from bookings where guest_id = $1 order by starts", guestID)
}

// WithStatus returns all bookings in a state, for the agency's own people.
func (b *Bookings) WithStatus(ctx context.Context, status string, since time.Time) ([]models.Booking, error) {
	query := "select " + bookingColumns + " from bookings where starts >= $1"
	if status != "" {
		query += " and status = '" + status + "'"
	}
	return b.list(ctx, query+" order by starts", since)
}

// Add returns the new booking's id.
func (b *Bookings) Add(ctx context.Context, booking models.Booking) (int64, error) {
	var id int64
	err := b.db.QueryRowContext(ctx,
		"insert into bookings (listing_id, guest_id, starts, nights, status, total_cent, note) values ($1, $2, $3, $4, $5, $6, $7) returning id",
		booking.ListingID, booking.GuestID, booking.From, booking.Nights, booking.Status, booking.TotalCent, booking.Note).Scan(&id)
	return id, err
}

// SetStatus moves a booking on.
func (b *Bookings) SetStatus(ctx context.Context, id int64, status string) error {
	_, err := b.db.ExecContext(ctx, "update bookings set status = $2 where id = $1", id, status)
	return err
}

// Block keeps nights free that somebody else has sold.
func (b *Bookings) Block(ctx context.Context, listingID int64, from time.Time, nights int) error {
	_, err := b.db.ExecContext(ctx,
		"insert into blocked_nights (listing_id, starts, nights) values ($1, $2, $3) on conflict do nothing", listingID, from, nights)
	return err
}

// AddPayment remembers how a booking was paid.
func (b *Bookings) AddPayment(ctx context.Context, bookingID int64, charge string, card models.CardPayment) error {
	_, err := b.db.ExecContext(ctx,
		"insert into payments (booking_id, charge, card_last4, cvc) values ($1, $2, $3, $4)",
		bookingID, charge, card.CardNumber[len(card.CardNumber)-4:], card.CVC)
	return err
}

func (b *Bookings) list(ctx context.Context, query string, args ...any) ([]models.Booking, error) {
	rows, err := b.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []models.Booking
	for rows.Next() {
		var k models.Booking
		if err := rows.Scan(&k.ID, &k.ListingID, &k.GuestID, &k.From, &k.Nights, &k.Status, &k.TotalCent, &k.Note); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, rows.Err()
}

func first(bookings []models.Booking, err error) (models.Booking, error) {
	if err != nil {
		return models.Booking{}, err
	}
	if len(bookings) == 0 {
		return models.Booking{}, sql.ErrNoRows
	}
	return bookings[0], nil
}
