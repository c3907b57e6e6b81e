package repository

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// Entry is one thing that has happened.
type Entry struct {
	Kind string    `bson:"kind" json:"kind"`
	Of   int64     `bson:"of" json:"of"`
	At   time.Time `bson:"at" json:"at"`
}

// Journal is kept in MongoDB.
type Journal struct {
	entries *mongo.Collection
}

// NewJournal uses the collection journal.
func NewJournal(db *mongo.Database) *Journal {
	return &Journal{entries: db.Collection("journal")}
}

// Search takes any filter over the fields of an entry.
func (j *Journal) Search(ctx context.Context, fields map[string]any) ([]Entry, error) {
	cursor, err := j.entries.Find(ctx, fields, newest())
	if err != nil {
		return nil, err
	}
	var out []Entry
	return out, cursor.All(ctx, &out)
}

// OfKind returns the entries of one kind.
func (j *Journal) OfKind(ctx context.Context, kind string) ([]Entry, error) {
	cursor, err := j.entries.Find(ctx, bson.M{"kind": bson.M{"$eq": kind}}, newest())
	if err != nil {
		return nil, err
	}
	var out []Entry
	return out, cursor.All(ctx, &out)
}

func newest() *options.FindOptions {
	return options.Find().SetSort(bson.D{{Key: "at", Value: -1}}).SetLimit(200)
}
