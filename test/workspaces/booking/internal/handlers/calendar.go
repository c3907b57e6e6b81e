package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/models"
	"booking/internal/services"
)

// Calendar takes over the calendars of other agencies.
type Calendar struct {
	calendar *services.Calendar
}

// NewCalendar imports with calendar.
func NewCalendar(calendar *services.Calendar) *Calendar {
	return &Calendar{calendar: calendar}
}

// Import reads the calendar that a host has named.
func (h *Calendar) Import(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	var source models.CalendarSource
	if !bind(c, &source) {
		return
	}
	count, err := h.calendar.Import(c, n, source.URL)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"events": count})
}
