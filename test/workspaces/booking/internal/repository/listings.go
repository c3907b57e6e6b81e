package repository

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"booking/internal/models"
)

// Listings are kept in the table of that name.
type Listings struct {
	db *sql.DB
}

// NewListings reads from db.
func NewListings(db *sql.DB) *Listings {
	return &Listings{db: db}
}

// Find returns the homes that fit, in the order that the filter asks for.
func (l *Listings) Find(ctx context.Context, filter models.ListingFilter) ([]models.Listing, error) {
	var where []string
	var args []any
	if filter.Town != "" {
		args = append(args, "%"+filter.Town+"%")
		where = append(where, fmt.Sprintf("town ilike $%d", len(args)))
	}
	if filter.Beds > 0 {
		args = append(args, filter.Beds)
		where = append(where, fmt.Sprintf("beds >= $%d", len(args)))
	}
	query := "select id, host_id, title, town, beds, price_cent from listings"
	if len(where) > 0 {
		query += " where " + strings.Join(where, " and ")
	}
	query += fmt.Sprintf(" order by %s limit %d", filter.Sort, filter.Limit)

	rows, err := l.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("find listings: %w", err)
	}
	defer rows.Close()
	var out []models.Listing
	for rows.Next() {
		var listing models.Listing
		if err := rows.Scan(&listing.ID, &listing.HostID, &listing.Title, &listing.Town, &listing.Beds, &listing.PriceCent); err != nil {
			return nil, err
		}
		out = append(out, listing)
	}
	return out, rows.Err()
}

// ByID returns sql.ErrNoRows when there is no such home.
func (l *Listings) ByID(ctx context.Context, id int64) (models.Listing, error) {
	var listing models.Listing
	err := l.db.QueryRowContext(ctx, "select id, host_id, title, town, beds, price_cent from listings where id = $1", id).
		Scan(&listing.ID, &listing.HostID, &listing.Title, &listing.Town, &listing.Beds, &listing.PriceCent)
	return listing, err
}
