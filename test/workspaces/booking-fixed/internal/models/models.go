// Package models has what the agency deals with.
package models

import "time"

// Guest books homes; a host lets them.
type Guest struct {
	ID           int64  `json:"id"`
	Email        string `json:"email"`
	Name         string `json:"name"`
	Phone        string `json:"phone"`
	PasswordHash string `json:"-"`
	Role         string `json:"role"`
}

// Listing is a home that can be booked.
type Listing struct {
	ID        int64  `json:"id"`
	HostID    int64  `json:"hostId"`
	Title     string `json:"title"`
	Town      string `json:"town"`
	Beds      int    `json:"beds"`
	PriceCent int64  `json:"priceCent"`
}

// Booking is one stay.
type Booking struct {
	ID        int64     `json:"id"`
	ListingID int64     `json:"listingId"`
	GuestID   int64     `json:"guestId"`
	From      time.Time `json:"from"`
	Nights    int       `json:"nights"`
	Status    string    `json:"status"`
	TotalCent int64     `json:"totalCent"`
	Note      string    `json:"note"`
}
