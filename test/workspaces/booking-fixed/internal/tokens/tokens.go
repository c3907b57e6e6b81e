// Package tokens signs and checks who somebody is.
package tokens

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Session is what a session token says.
type Session struct {
	GuestID int64
	Role    string
}

type claims struct {
	Role string `json:"role,omitempty"`
	jwt.RegisteredClaims
}

// Signer knows the key of the tokens.
type Signer struct {
	key []byte
}

// NewSigner signs with HMAC-SHA-256.
func NewSigner(key []byte) *Signer {
	return &Signer{key: key}
}

// Session makes the token that a guest gets for signing in.
func (s *Signer) Session(guestID int64, role string) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		Role: role,
		RegisteredClaims: jwt.RegisteredClaims{
			Subject:   strconv.FormatInt(guestID, 10),
			IssuedAt:  jwt.NewNumericDate(time.Now()),
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(24 * time.Hour)),
		},
	})
	return token.SignedString(s.key)
}

// Link makes a token for a link in an e-mail, good for an hour.
func (s *Signer) Link(bookingID int64) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   fmt.Sprintf("booking:%d", bookingID),
		ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour)),
	})
	return token.SignedString(s.key)
}

// Verify reads a session token.
func (s *Signer) Verify(text string) (Session, error) {
	var c claims
	_, err := jwt.ParseWithClaims(text, &c, func(*jwt.Token) (any, error) { return s.key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}))
	if err != nil {
		return Session{}, err
	}
	id, err := strconv.ParseInt(c.Subject, 10, 64)
	if err != nil {
		return Session{}, errors.New("no session token")
	}
	return Session{GuestID: id, Role: c.Role}, nil
}
