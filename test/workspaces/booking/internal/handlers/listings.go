package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"booking/internal/models"
	"booking/internal/services"
)

// Listings shows homes to everybody.
type Listings struct {
	listings *services.Listings
}

// NewListings finds them in listings.
func NewListings(listings *services.Listings) *Listings {
	return &Listings{listings: listings}
}

// Search answers with the homes that fit.
func (h *Listings) Search(c *gin.Context) {
	var filter models.ListingFilter
	if err := c.ShouldBindQuery(&filter); err != nil {
		c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": "not understood"})
		return
	}
	found, err := h.listings.Search(c, filter)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, found)
}

// Get answers with one home.
func (h *Listings) Get(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	listing, err := h.listings.Get(c, n)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusOK, listing)
}
