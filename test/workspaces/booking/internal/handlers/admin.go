package handlers

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"booking/internal/repository"
)

// Admin is for the agency's own people.
type Admin struct {
	bookings *repository.Bookings
	journal  *repository.Journal
}

// NewAdmin looks into both.
func NewAdmin(bookings *repository.Bookings, journal *repository.Journal) *Admin {
	return &Admin{bookings: bookings, journal: journal}
}

// Bookings lists the stays of the last year.
func (h *Admin) Bookings(c *gin.Context) {
	found, err := h.bookings.WithStatus(c, c.Query("status"), time.Now().AddDate(-1, 0, 0))
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, found)
}

// SearchJournal takes fields and what they have to be.
func (h *Admin) SearchJournal(c *gin.Context) {
	var fields map[string]any
	if !bind(c, &fields) {
		return
	}
	entries, err := h.journal.Search(c, fields)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, entries)
}

// JournalOf lists the entries of one kind.
func (h *Admin) JournalOf(c *gin.Context) {
	entries, err := h.journal.OfKind(c, c.Param("kind"))
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, entries)
}
