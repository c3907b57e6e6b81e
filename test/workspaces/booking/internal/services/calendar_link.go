package services

import "golang.org/x/oauth2"

// Links lead to the calendars that hosts keep with others.
type Links struct {
	conf *oauth2.Config
}

// NewLinks asks the provider that conf describes.
func NewLinks(conf *oauth2.Config) *Links {
	return &Links{conf: conf}
}

// LinkURL is where hosts allow us to read the calendar that they keep elsewhere.
func (l *Links) LinkURL(host string) string {
	return l.conf.AuthCodeURL("calendar", oauth2.SetAuthURLParam("login_hint", host))
}
