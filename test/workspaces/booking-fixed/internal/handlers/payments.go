package handlers

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/middleware"
	"booking/internal/models"
	"booking/internal/services"
)

// Payments takes money.
type Payments struct {
	payments   *services.Payments
	webhookKey []byte
}

// NewPayments charges by payments.
func NewPayments(payments *services.Payments, webhookKey []byte) *Payments {
	return &Payments{payments: payments, webhookKey: webhookKey}
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
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, 1<<16))
	if err != nil || !h.isSigned(body, c.GetHeader("X-Paybridge-Signature")) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var event struct {
		Type      string `json:"type"`
		BookingID int64  `json:"reference"`
	}
	if err := json.Unmarshal(body, &event); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
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

func (h *Payments) isSigned(body []byte, signature string) bool {
	mac := hmac.New(sha256.New, h.webhookKey)
	mac.Write(body)
	given, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(given, mac.Sum(nil))
}
