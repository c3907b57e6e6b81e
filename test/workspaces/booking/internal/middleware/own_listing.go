package middleware

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"booking/internal/services"
)

// OwnListing lets hosts through to their own homes. It comes after Authenticate.
func OwnListing(listings *services.Listings) gin.HandlerFunc {
	return func(c *gin.Context) {
		id, err := strconv.ParseInt(c.Param("id"), 10, 64)
		if err != nil {
			c.AbortWithStatus(http.StatusNotFound)
			return
		}
		listing, err := listings.Get(c, id)
		if err != nil || listing.HostID != Session(c).GuestID {
			c.AbortWithStatus(http.StatusNotFound)
			return
		}
		c.Next()
	}
}
