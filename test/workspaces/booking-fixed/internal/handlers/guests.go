package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/middleware"
	"booking/internal/models"
	"booking/internal/repository"
)

// Guests shows and changes who somebody is.
type Guests struct {
	guests *repository.Guests
}

// NewGuests keeps them in guests.
func NewGuests(guests *repository.Guests) *Guests {
	return &Guests{guests: guests}
}

// Me answers with whoever is signed in.
func (h *Guests) Me(c *gin.Context) {
	guest, err := h.guests.ByID(c, middleware.Session(c).GuestID)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, models.Profile{Email: guest.Email, Name: guest.Name, Phone: guest.Phone})
}

// Update changes whoever is signed in.
func (h *Guests) Update(c *gin.Context) {
	guest, err := h.guests.ByID(c, middleware.Session(c).GuestID)
	if err != nil {
		failed(c, err)
		return
	}
	var profile models.Profile
	if !bind(c, &profile) {
		return
	}
	guest.Email, guest.Name, guest.Phone = profile.Email, profile.Name, profile.Phone
	if err := h.guests.Save(c, guest); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
