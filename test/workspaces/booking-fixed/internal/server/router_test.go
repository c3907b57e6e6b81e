package server

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"testing"

	_ "github.com/lib/pq"

	"booking/internal/config"
	"booking/internal/handlers"
	"booking/internal/repository"
	"booking/internal/services"
	"booking/internal/tokens"
)

const testKey = "a key of thirty-two bytes, no less"

// newRouter is what main serves, on a database that does not answer.
func newRouter(t *testing.T) http.Handler {
	t.Helper()
	db, err := sql.Open("postgres", "postgres://booking@127.0.0.1:1/booking")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	cfg := config.Config{SessionKey: testKey, PhotoDir: t.TempDir(), Origins: []string{"https://www.booking.example"}}
	signer := tokens.NewSigner([]byte(testKey))
	guests := repository.NewGuests(db)
	listings := repository.NewListings(db)
	bookings := repository.NewBookings(db)
	catalogue := services.NewListings(listings)
	mailer := services.NewMailer("https://mail.example", "none")
	return New(cfg, signer, catalogue, API{
		Sessions: handlers.NewSessions(services.NewAccounts(guests, mailer), signer),
		Guests:   handlers.NewGuests(guests),
		Listings: handlers.NewListings(catalogue),
		Photos:   handlers.NewPhotos(services.NewPhotos(cfg.PhotoDir)),
		Bookings: handlers.NewBookings(services.NewBookings(bookings, listings, mailer), services.NewInvoices(t.TempDir())),
		Calendar: handlers.NewCalendar(services.NewCalendar(bookings)),
		Payments: handlers.NewPayments(services.NewPayments(cfg, bookings, guests), []byte("a key for tests")),
		Admin:    handlers.NewAdmin(bookings, nil),
	})
}

// signIn makes the request one of a guest.
func signIn(t *testing.T, request *http.Request) {
	t.Helper()
	token, err := tokens.NewSigner([]byte(testKey)).Session(7, "guest")
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
}

func TestHealth(t *testing.T) {
	response := httptest.NewRecorder()
	newRouter(t).ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/health", nil))
	if response.Code != http.StatusNoContent {
		t.Errorf("the service is not well: %d", response.Code)
	}
}
