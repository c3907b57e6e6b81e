// Package config reads the settings from the environment.
package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Config is everything that differs between one installation and the next.
type Config struct {
	Listen      string
	DatabaseURL string
	EventsURL   string
	SessionKey  string
	MailURL     string
	MailKey     string
	PaymentURL  string
	PaymentKey  string
	WebhookKey  string
	PhotoDir    string
	InvoiceDir  string
	Origins     []string
}

// Load fails when something is missing that has no sensible default.
func Load() (Config, error) {
	data := env("BOOKING_DATA", "/var/lib/booking")
	cfg := Config{
		Listen:      env("BOOKING_LISTEN", ":8080"),
		DatabaseURL: env("BOOKING_DATABASE", "postgres://booking@db.booking.example/booking?sslmode=verify-full"),
		EventsURL:   os.Getenv("BOOKING_EVENTS"),
		SessionKey:  os.Getenv("BOOKING_SESSION_KEY"),
		MailURL:     env("BOOKING_MAIL_URL", "https://mail.postbird.example/v1/messages"),
		MailKey:     os.Getenv("BOOKING_MAIL_KEY"),
		PaymentURL:  env("BOOKING_PAYMENT_URL", "https://api.paybridge.example/charges"),
		PaymentKey:  os.Getenv("BOOKING_PAYMENT_KEY"),
		WebhookKey:  os.Getenv("BOOKING_WEBHOOK_KEY"),
		PhotoDir:    filepath.Join(data, "photos"),
		InvoiceDir:  filepath.Join(data, "invoices"),
		Origins:     strings.Split(env("BOOKING_ORIGINS", "https://www.booking.example"), ","),
	}
	if len(cfg.SessionKey) < 32 {
		return Config{}, errors.New("BOOKING_SESSION_KEY has to have 32 bytes at least")
	}
	if cfg.EventsURL == "" || cfg.PaymentKey == "" || cfg.WebhookKey == "" {
		return Config{}, errors.New("BOOKING_EVENTS, BOOKING_PAYMENT_KEY or BOOKING_WEBHOOK_KEY is not set")
	}
	return cfg, nil
}

func env(name, fallback string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return fallback
}
