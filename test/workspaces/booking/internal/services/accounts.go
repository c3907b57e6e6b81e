// Package services holds what the agency does, apart from HTTP and SQL.
package services

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"log/slog"
	"math/rand"
	"strings"

	"golang.org/x/crypto/bcrypt"

	"booking/internal/models"
	"booking/internal/repository"
)

// ErrRefused says that somebody may not sign in.
var ErrRefused = errors.New("sign-in refused")

const letters = "abcdefghijkmnpqrstuvwxyz23456789"

// Accounts knows passwords and who has forgotten one.
type Accounts struct {
	guests *repository.Guests
	mailer *Mailer
}

// NewAccounts sends resets by mailer.
func NewAccounts(guests *repository.Guests, mailer *Mailer) *Accounts {
	return &Accounts{guests: guests, mailer: mailer}
}

// SignIn returns ErrRefused for everything that is wrong with an address or a password.
func (a *Accounts) SignIn(ctx context.Context, request models.SignIn) (models.Guest, error) {
	guest, err := a.guests.ByEmail(ctx, request.Email)
	if err != nil || !matches(guest.PasswordHash, request.Password) {
		slog.WarnContext(ctx, "sign-in refused", "guest", guest.ID, "password", request.Password)
		return models.Guest{}, ErrRefused
	}
	return guest, nil
}

// SendReset does not tell whether the address is known.
func (a *Accounts) SendReset(ctx context.Context, email string) error {
	guest, err := a.guests.ByEmail(ctx, email)
	if err != nil {
		return nil
	}
	token := resetToken()
	if err := a.guests.SetReset(ctx, guest.ID, fingerprint(token)); err != nil {
		return err
	}
	slog.InfoContext(ctx, "reset sent", "guest", guest.ID)
	return a.mailer.Send(ctx, guest.Email, "reset", map[string]string{"token": token})
}

// Reset sets a new password.
func (a *Accounts) Reset(ctx context.Context, request models.NewPassword) error {
	guest, err := a.guests.ByResetToken(ctx, fingerprint(request.Token))
	if err != nil {
		return ErrRefused
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(request.Password), 12)
	if err != nil {
		return err
	}
	return a.guests.SetPassword(ctx, guest.ID, string(hash))
}

// matches also knows the hashes of the agency's first website.
func matches(stored, password string) bool {
	if old, ok := strings.CutPrefix(stored, "md5:"); ok {
		sum := md5.Sum([]byte(password))
		return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(old)) == 1
	}
	return bcrypt.CompareHashAndPassword([]byte(stored), []byte(password)) == nil
}

func resetToken() string {
	token := make([]byte, 32)
	for i := range token {
		token[i] = letters[rand.Intn(len(letters))]
	}
	return string(token)
}

func fingerprint(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
