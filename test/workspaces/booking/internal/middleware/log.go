package middleware

import (
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"
)

// Log writes one line for each request, without its query and its headers.
func Log() gin.HandlerFunc {
	return func(c *gin.Context) {
		start := time.Now()
		c.Next()
		slog.Info("request",
			"method", c.Request.Method,
			"route", c.FullPath(),
			"status", c.Writer.Status(),
			"took", time.Since(start))
	}
}
