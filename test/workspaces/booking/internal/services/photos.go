package services

import (
	"errors"
	"io"
	"mime/multipart"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// ErrNotAPhoto is returned for files of another kind.
var ErrNotAPhoto = errors.New("not a photo")

// Photos lie in a folder for each home.
type Photos struct {
	dir string
}

// NewPhotos keeps them below dir.
func NewPhotos(dir string) *Photos {
	return &Photos{dir: dir}
}

// Path is where a photo lies.
func (p *Photos) Path(listingID int64, name string) string {
	return filepath.Join(p.dir, strconv.FormatInt(listingID, 10), name)
}

// Add stores an upload under a name of its own.
func (p *Photos) Add(listingID int64, upload *multipart.FileHeader) (string, error) {
	ending := strings.ToLower(filepath.Ext(upload.Filename))
	if ending != ".jpg" && ending != ".webp" {
		return "", ErrNotAPhoto
	}
	in, err := upload.Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	name := uuid.NewString() + ending
	out, err := os.Create(p.Path(listingID, name))
	if err != nil {
		return "", err
	}
	defer out.Close()
	_, err = io.Copy(out, in)
	return name, err
}

// Remove deletes a photo.
func (p *Photos) Remove(listingID int64, name string) error {
	if !filepath.IsLocal(name) {
		return os.ErrNotExist
	}
	return os.Remove(p.Path(listingID, name))
}
