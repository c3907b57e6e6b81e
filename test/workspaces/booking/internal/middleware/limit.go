package middleware

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// Limit lets through count requests in every span from one address.
func Limit(count int, span time.Duration) gin.HandlerFunc {
	var mu sync.Mutex
	limiters := map[string]*rate.Limiter{}
	return func(c *gin.Context) {
		mu.Lock()
		limiter, ok := limiters[c.ClientIP()]
		if !ok {
			limiter = rate.NewLimiter(rate.Every(span/time.Duration(count)), count)
			limiters[c.ClientIP()] = limiter
		}
		mu.Unlock()
		if !limiter.Allow() {
			c.AbortWithStatus(http.StatusTooManyRequests)
			return
		}
		c.Next()
	}
}
