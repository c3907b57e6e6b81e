package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/middleware"
	"booking/internal/models"
	"booking/internal/services"
)

// Payments takes money.
type Payments struct {
	payments *services.Payments
}

// NewPayments charges by payments.
func NewPayments(payments *services.Payments) *Payments {
	return &Payments{payments: payments}
}

// Pay charges a card.
func (h *Payments) Pay(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	var card models.CardPayment
	if !bind(c, &card) {
		return
	}
	if err := h.payments.Pay(c, n, middleware.Session(c).GuestID, card); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// Event is called by the provider once money has come.
func (h *Payments) Event(c *gin.Context) {
	var event struct {
		Type      string `json:"type" binding:"required"`
		BookingID int64  `json:"reference" binding:"required"`
	}
	if !bind(c, &event) {
		return
	}
	if event.Type == "charge.settled" {
		if err := h.payments.Settled(c, event.BookingID); err != nil {
			failed(c, err)
			return
		}
	}
	c.Status(http.StatusNoContent)
}
