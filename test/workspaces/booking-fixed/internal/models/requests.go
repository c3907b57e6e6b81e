package models

// ListingFilter is what somebody looks for.
type ListingFilter struct {
	Town  string `form:"town" binding:"max=80"`
	Beds  int    `form:"beds" binding:"min=0,max=20"`
	Sort  string `form:"sort,default=title"`
	Limit int    `form:"limit,default=20" binding:"min=1,max=100"`
}

// Profile is what guests may change about themselves.
type Profile struct {
	Email string `json:"email" binding:"required,email"`
	Name  string `json:"name" binding:"required,max=120"`
	Phone string `json:"phone" binding:"max=30"`
}

// JournalSearch looks for what has happened to something.
type JournalSearch struct {
	Kind string `json:"kind" binding:"required,max=40"`
	Of   int64  `json:"of" binding:"required"`
}

// SignIn is what the form of that name sends.
type SignIn struct {
	Email    string `json:"email" binding:"required,email"`
	Password string `json:"password" binding:"required"`
}

// NewPassword ends a reset.
type NewPassword struct {
	Token    string `json:"token" binding:"required"`
	Password string `json:"password" binding:"required,min=10,max=72"`
}

// NewBooking is a stay that somebody wishes for.
type NewBooking struct {
	ListingID int64  `json:"listingId" binding:"required"`
	From      string `json:"from" binding:"required"`
	Nights    int    `json:"nights" binding:"required,min=1,max=60"`
	Note      string `json:"note" binding:"max=500"`
}

// InvoiceRequest says what stands on top of an invoice.
type InvoiceRequest struct {
	Recipient string `json:"recipient" binding:"required,max=120"`
}

// CalendarSource is where another agency keeps the calendar of a home.
type CalendarSource struct {
	URL string `json:"url" binding:"required,url"`
}

// MessageTemplate is what a host sends to guests before they come.
type MessageTemplate struct {
	Text string `json:"text" binding:"required,max=4000"`
}

// CardPayment pays a booking.
type CardPayment struct {
	CardNumber string `json:"cardNumber" binding:"required,len=16,numeric"`
	CVC        string `json:"cvc" binding:"required,len=3,numeric"`
	ValidThru  string `json:"validThru" binding:"required"`
}
