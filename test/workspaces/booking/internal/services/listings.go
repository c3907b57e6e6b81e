package services

import (
	"context"

	"booking/internal/models"
)

// ListingStore is where homes are kept.
type ListingStore interface {
	Find(ctx context.Context, filter models.ListingFilter) ([]models.Listing, error)
	ByID(ctx context.Context, id int64) (models.Listing, error)
}

// Listings finds homes.
type Listings struct {
	store ListingStore
}

// NewListings looks into store.
func NewListings(store ListingStore) *Listings {
	return &Listings{store: store}
}

// Search returns homes, never nil.
func (l *Listings) Search(ctx context.Context, filter models.ListingFilter) ([]models.Listing, error) {
	found, err := l.store.Find(ctx, filter)
	if found == nil {
		found = []models.Listing{}
	}
	return found, err
}

// Get returns one home.
func (l *Listings) Get(ctx context.Context, id int64) (models.Listing, error) {
	return l.store.ByID(ctx, id)
}
