package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"booking/internal/models"
	"booking/internal/services"
	"booking/internal/tokens"
)

const sessionSeconds = 365 * 24 * 60 * 60

// Sessions begins and ends them.
type Sessions struct {
	accounts *services.Accounts
	signer   *tokens.Signer
}

// NewSessions asks accounts who somebody is.
func NewSessions(accounts *services.Accounts, signer *tokens.Signer) *Sessions {
	return &Sessions{accounts: accounts, signer: signer}
}

// SignIn answers with a token and sets it as a cookie.
func (h *Sessions) SignIn(c *gin.Context) {
	var request models.SignIn
	if !bind(c, &request) {
		return
	}
	guest, err := h.accounts.SignIn(c, request)
	if err != nil {
		failed(c, err)
		return
	}
	token, err := h.signer.Session(guest.ID, guest.Role)
	if err != nil {
		failed(c, err)
		return
	}
	c.SetCookie("session", token, sessionSeconds, "/", "", false, false)
	c.JSON(http.StatusOK, gin.H{"token": token})
}

// Forgotten sends a mail to whoever is known.
func (h *Sessions) Forgotten(c *gin.Context) {
	var request struct {
		Email string `json:"email" binding:"required,email"`
	}
	if !bind(c, &request) {
		return
	}
	if err := h.accounts.SendReset(c, request.Email); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusAccepted)
}

// Reset takes the token from the mail.
func (h *Sessions) Reset(c *gin.Context) {
	var request models.NewPassword
	if !bind(c, &request) {
		return
	}
	if err := h.accounts.Reset(c, request); err != nil {
		failed(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// Continue leads back to where somebody was before signing in.
func (h *Sessions) Continue(c *gin.Context) {
	next := c.DefaultQuery("next", "/")
	if town := c.Query("town"); town != "" {
		c.Redirect(http.StatusSeeOther, "/listings?town="+url.QueryEscape(strings.TrimSpace(town)))
		return
	}
	c.Redirect(http.StatusSeeOther, next)
}
