package handlers

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"

	"booking/internal/services"
)

// Photos shows and changes the pictures of homes.
type Photos struct {
	photos *services.Photos
}

// NewPhotos keeps them in photos.
func NewPhotos(photos *services.Photos) *Photos {
	return &Photos{photos: photos}
}

// Download sends a picture.
func (h *Photos) Download(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	name := c.Param("name")
	if !filepath.IsLocal(name) {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.File(h.photos.Path(n, name))
}

// Upload takes a picture from the form's field "photo".
func (h *Photos) Upload(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	upload, err := c.FormFile("photo")
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	name, err := h.photos.Add(n, upload)
	if err != nil {
		failed(c, err)
		return
	}
	c.JSON(http.StatusCreated, gin.H{"name": name})
}

// Remove deletes a picture.
func (h *Photos) Remove(c *gin.Context) {
	n, ok := id(c)
	if !ok {
		return
	}
	err := h.photos.Remove(n, c.Param("name"))
	if errors.Is(err, os.ErrNotExist) {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	if err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
