package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/middleware"
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
	c.JSON(http.StatusOK, guest)
}

// Update changes whoever is signed in.
func (h *Guests) Update(c *gin.Context) {
	guest, err := h.guests.ByID(c, middleware.Session(c).GuestID)
	if err != nil {
		failed(c, err)
		return
	}
	if !bind(c, &guest) {
		return
	}
	guest.ID = middleware.Session(c).GuestID
	if err := h.guests.Save(c, guest); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
