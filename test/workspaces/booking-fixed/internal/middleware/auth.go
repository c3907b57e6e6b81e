// Package middleware holds what stands before the handlers.
package middleware

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"booking/internal/tokens"
)

const sessionKey = "session"

// Authenticate lets nobody through without a session token, in the header or in the cookie.
func Authenticate(signer *tokens.Signer) gin.HandlerFunc {
	return func(c *gin.Context) {
		token, isBearer := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
		if !isBearer {
			token, _ = c.Cookie("session")
		}
		session, err := signer.Verify(token)
		if err != nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set(sessionKey, session)
		c.Next()
	}
}

// RequireRole lets through whoever has one of the roles. It comes after Authenticate.
func RequireRole(roles ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !slices.Contains(roles, Session(c).Role) {
			c.AbortWithStatus(http.StatusForbidden)
			return
		}
		c.Next()
	}
}

// Session is who has sent the request.
func Session(c *gin.Context) tokens.Session {
	session, _ := c.MustGet(sessionKey).(tokens.Session)
	return session
}
