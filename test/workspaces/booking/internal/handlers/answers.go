// Package handlers answers requests.
package handlers

import (
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"booking/internal/services"
)

// failed answers with what an error means to the client.
func failed(c *gin.Context, err error) {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		c.AbortWithStatus(http.StatusNotFound)
	case errors.Is(err, services.ErrRefused):
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "refused"})
	case errors.Is(err, services.ErrWish), errors.Is(err, services.ErrNotAPhoto), errors.Is(err, services.ErrDeclined):
		c.AbortWithStatusJSON(http.StatusUnprocessableEntity, gin.H{"error": "not possible"})
	default:
		slog.ErrorContext(c, "request failed", "route", c.FullPath(), "error", err)
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
	}
}

// id reads the number from the path. It answers by itself when there is none.
func id(c *gin.Context) (int64, bool) {
	n, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
	}
	return n, err == nil
}

// bind reads the body. It answers by itself when that is not what it ought to be.
func bind(c *gin.Context, into any) bool {
	if err := c.ShouldBindJSON(into); err != nil {
		c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": "not understood"})
		return false
	}
	return true
}
