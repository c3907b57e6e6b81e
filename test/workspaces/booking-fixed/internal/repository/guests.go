// Package repository talks to the databases.
package repository

import (
	"context"
	"database/sql"

	"booking/internal/models"
)

const guestColumns = "id, email, name, phone, password_hash, role"

// Guests are kept in the table of that name.
type Guests struct {
	db *sql.DB
}

// NewGuests reads from db.
func NewGuests(db *sql.DB) *Guests {
	return &Guests{db: db}
}

// ByID returns sql.ErrNoRows when there is nobody.
func (g *Guests) ByID(ctx context.Context, id int64) (models.Guest, error) {
	return scanGuest(g.db.QueryRowContext(ctx, "select "+guestColumns+" from guests where id = $1", id))
}

// ByEmail returns sql.ErrNoRows when there is nobody.
func (g *Guests) ByEmail(ctx context.Context, email string) (models.Guest, error) {
	return scanGuest(g.db.QueryRowContext(ctx, "select "+guestColumns+" from guests where email = lower($1)", email))
}

// ByResetToken finds whoever has asked for a new password.
func (g *Guests) ByResetToken(ctx context.Context, tokenHash string) (models.Guest, error) {
	const query = "select " + guestColumns + " from guests where reset_hash = $1 and reset_until > now()"
	return scanGuest(g.db.QueryRowContext(ctx, query, tokenHash))
}

// Save writes every column.
func (g *Guests) Save(ctx context.Context, guest models.Guest) error {
	_, err := g.db.ExecContext(ctx,
		"update guests set email = $2, name = $3, phone = $4, role = $5 where id = $1",
		guest.ID, guest.Email, guest.Name, guest.Phone, guest.Role)
	return err
}

// SetReset remembers a reset token for an hour.
func (g *Guests) SetReset(ctx context.Context, id int64, tokenHash string) error {
	_, err := g.db.ExecContext(ctx,
		"update guests set reset_hash = $2, reset_until = now() + interval '1 hour' where id = $1", id, tokenHash)
	return err
}

// SetPassword also forgets the reset token.
func (g *Guests) SetPassword(ctx context.Context, id int64, passwordHash string) error {
	_, err := g.db.ExecContext(ctx,
		"update guests set password_hash = $2, reset_hash = null where id = $1", id, passwordHash)
	return err
}

func scanGuest(row *sql.Row) (models.Guest, error) {
	var g models.Guest
	err := row.Scan(&g.ID, &g.Email, &g.Name, &g.Phone, &g.PasswordHash, &g.Role)
	return g, err
}
