package handlers

import (
	"fmt"
	"html"
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/middleware"
	"booking/internal/models"
	"booking/internal/services"
)

// Bookings sells stays and shows them.
type Bookings struct {
	bookings *services.Bookings
	invoices *services.Invoices
}

// NewBookings keeps them in bookings.
func NewBookings(bookings *services.Bookings, invoices *services.Invoices) *Bookings {
	return &Bookings{bookings: bookings, invoices: invoices}
}

// Mine lists the bookings of whoever is signed in.
func (h *Bookings) Mine(c *gin.Context) {
	found, err := h.bookings.Mine(c, middleware.Session(c).GuestID)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, found)
}

// Create books a stay.
func (h *Bookings) Create(c *gin.Context) {
	var wish models.NewBooking
	if !bind(c, &wish) {
		return
	}
	booking, err := h.bookings.Create(c, middleware.Session(c).GuestID, wish)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusCreated, booking)
}

// Get shows a stay.
func (h *Bookings) Get(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	booking, err := h.bookings.Get(c, n)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, booking)
}

// Cancel ends a stay before it has begun.
func (h *Bookings) Cancel(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	if err := h.bookings.Cancel(c, n, middleware.Session(c).GuestID); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// Invoice makes a PDF and answers with its name.
func (h *Bookings) Invoice(c *gin.Context) {
	booking, ok := h.owned(c)
	if !ok {
		return
	}
	var request models.InvoiceRequest
	if !bind(c, &request) {
		return
	}
	name, err := h.invoices.Make(c, booking, request.Recipient)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusCreated, gin.H{"name": name})
}

const confirmation = `<!doctype html>
<title>Booking %d</title>
<h1>%s</h1>
<p>From %s, %d nights</p>
<p>%s</p>
`

// Confirmation is a page to print, with a heading of the guest's choice.
func (h *Bookings) Confirmation(c *gin.Context) {
	booking, ok := h.owned(c)
	if !ok {
		return
	}
	page := fmt.Sprintf(confirmation, booking.ID, heading(c), booking.From.Format("2 January 2006"), booking.Nights, html.EscapeString(booking.Note))
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(page))
}

func heading(c *gin.Context) string {
	if text := c.Query("heading"); text != "" {
		return text
	}
	return "Your stay"
}

// PreviewMessage shows a host what a guest would read.
func (h *Bookings) PreviewMessage(c *gin.Context) {
	var message models.MessageTemplate
	if !bind(c, &message) {
		return
	}
	text, err := h.bookings.PreviewMessage(message)
	if err != nil {
		c.AbortWithStatusJSON(http.StatusUnprocessableEntity, gin.H{"error": "no template"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"text": text})
}

func (h *Bookings) owned(c *gin.Context) (models.Booking, bool) {
	n, ok := id(c)
	if !ok {
		return models.Booking{}, false
	}
	booking, err := h.bookings.Owned(c, n, middleware.Session(c).GuestID)
	if err != nil {
		failed(c, err)
	}
	return booking, err == nil
}
