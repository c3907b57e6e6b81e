package services

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"booking/internal/repository"
)

const maxCalendar = 1 << 20

// Calendar keeps the calendars of other agencies in step with ours.
type Calendar struct {
	bookings *repository.Bookings
}

// NewCalendar blocks nights in bookings.
func NewCalendar(bookings *repository.Bookings) *Calendar {
	return &Calendar{bookings: bookings}
}

// Import reads an iCalendar file and blocks its nights. It returns how many events there were.
func (s *Calendar) Import(ctx context.Context, listingID int64, source string) (int, error) {
	body, err := fetch(ctx, source)
	if err != nil {
		return 0, err
	}
	defer body.Close()
	count := 0
	lines := bufio.NewScanner(io.LimitReader(body, maxCalendar))
	for lines.Scan() {
		day, ok := strings.CutPrefix(lines.Text(), "DTSTART;VALUE=DATE:")
		if !ok {
			continue
		}
		from, err := time.Parse("20060102", strings.TrimSpace(day))
		if err != nil {
			return count, fmt.Errorf("no date: %w", err)
		}
		if err := s.bookings.Block(ctx, listingID, from, 1); err != nil {
			return count, err
		}
		count++
	}
	return count, lines.Err()
}

func fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/calendar")
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, fmt.Errorf("calendar answered %s", res.Status)
	}
	return res.Body, nil
}
