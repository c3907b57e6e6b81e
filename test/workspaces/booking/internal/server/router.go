// Package server puts the handlers together.
package server

import (
	"net/http"
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"

	"booking/internal/config"
	"booking/internal/handlers"
	"booking/internal/middleware"
	"booking/internal/services"
	"booking/internal/tokens"
)

// API is all that answers requests.
type API struct {
	Sessions *handlers.Sessions
	Guests   *handlers.Guests
	Listings *handlers.Listings
	Photos   *handlers.Photos
	Bookings *handlers.Bookings
	Calendar *handlers.Calendar
	Payments *handlers.Payments
	Admin    *handlers.Admin
}

// New registers every route.
func New(cfg config.Config, signer *tokens.Signer, catalogue *services.Listings, api API) http.Handler {
	r := gin.New()
	r.Use(gin.Recovery(), middleware.Log())
	r.Use(cors.New(cors.Config{
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowMethods:     []string{"GET", "POST", "PUT", "DELETE"},
		AllowHeaders:     []string{"Authorization", "Content-Type"},
		AllowCredentials: true,
		MaxAge:           12 * time.Hour,
	}))
	r.MaxMultipartMemory = 8 << 20

	r.GET("/health", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	r.POST("/sessions", api.Sessions.SignIn)
	r.POST("/sessions/reset", middleware.Limit(5, time.Minute), api.Sessions.Forgotten)
	r.POST("/sessions/password", middleware.Limit(5, time.Minute), api.Sessions.Reset)
	r.GET("/sessions/continue", api.Sessions.Continue)
	r.POST("/payments/events", api.Payments.Event)

	r.GET("/listings", api.Listings.Search)
	r.GET("/listings/:id", api.Listings.Get)
	r.GET("/listings/:id/photos/:name", api.Photos.Download)
	r.DELETE("/listings/:id/photos/:name", api.Photos.Remove)

	signedIn := r.Group("/", middleware.Authenticate(signer))
	{
		signedIn.GET("/guests/me", api.Guests.Me)
		signedIn.PUT("/guests/me", api.Guests.Update)
		signedIn.GET("/bookings", api.Bookings.Mine)
		signedIn.POST("/bookings", api.Bookings.Create)
		signedIn.GET("/bookings/:id", api.Bookings.Get)
		signedIn.DELETE("/bookings/:id", api.Bookings.Cancel)
		signedIn.POST("/bookings/:id/invoice", api.Bookings.Invoice)
		signedIn.GET("/bookings/:id/confirmation", api.Bookings.Confirmation)
		signedIn.POST("/bookings/:id/payment", middleware.Limit(10, time.Minute), api.Payments.Pay)
	}

	hosts := signedIn.Group("/hosts", middleware.RequireRole("host"))
	{
		own := middleware.OwnListing(catalogue)
		hosts.POST("/listings/:id/photos", own, api.Photos.Upload)
		hosts.POST("/listings/:id/calendar", own, api.Calendar.Import)
		hosts.POST("/messages/preview", api.Bookings.PreviewMessage)
	}

	admin := signedIn.Group("/admin")
	admin.GET("/bookings", api.Admin.Bookings)
	admin.Use(middleware.RequireRole("admin"))
	admin.POST("/journal/search", api.Admin.SearchJournal)
	admin.GET("/journal/:kind", api.Admin.JournalOf)
	return r
}
