/** Notes are documents; everything else is in tables. */
function createNoteRepository(collection) {
  return {
    find: (query, { limit = 20, ...options } = {}) =>
      collection.find(query, { ...options, projection: { deleted: 0 } }).limit(limit).toArray(),
    add: (note) => collection.insertOne({ ...note, deleted: false }),
  };
}

module.exports = { createNoteRepository };
