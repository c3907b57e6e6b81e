// Command booking serves the API of a small agency for holiday homes.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "github.com/lib/pq"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"booking/internal/config"
	"booking/internal/handlers"
	"booking/internal/repository"
	"booking/internal/server"
	"booking/internal/services"
	"booking/internal/tokens"
)

func main() {
	if err := run(); err != nil {
		slog.Error("booking ended", "error", err)
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	cfg, err := config.Load()
	if err != nil {
		return err
	}
	db, err := sql.Open("postgres", cfg.DatabaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	events, err := mongo.Connect(ctx, options.Client().ApplyURI(cfg.EventsURL))
	if err != nil {
		return err
	}
	defer events.Disconnect(context.Background())

	signer := tokens.NewSigner([]byte(cfg.SessionKey))
	guests := repository.NewGuests(db)
	listings := repository.NewListings(db)
	bookings := repository.NewBookings(db)
	journal := repository.NewJournal(events.Database("booking"))
	catalogue := services.NewListings(listings)
	mailer := services.NewMailer(cfg.MailURL, cfg.MailKey)

	api := server.API{
		Sessions: handlers.NewSessions(services.NewAccounts(guests, mailer), signer),
		Guests:   handlers.NewGuests(guests),
		Listings: handlers.NewListings(catalogue),
		Photos:   handlers.NewPhotos(services.NewPhotos(cfg.PhotoDir)),
		Bookings: handlers.NewBookings(services.NewBookings(bookings, listings, mailer), services.NewInvoices(cfg.InvoiceDir)),
		Calendar: handlers.NewCalendar(services.NewCalendar(bookings)),
		Payments: handlers.NewPayments(services.NewPayments(cfg, bookings, guests)),
		Admin:    handlers.NewAdmin(bookings, journal),
	}
	srv := &http.Server{
		Addr:              cfg.Listen,
		Handler:           server.New(cfg, signer, catalogue, api),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() {
		slog.Info("profiles are served", "address", cfg.DebugListen)
		slog.Error("profiles ended", "error", http.ListenAndServe(cfg.DebugListen, nil))
	}()
	go func() {
		<-ctx.Done()
		shutdown, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = srv.Shutdown(shutdown)
	}()
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
