const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { documentPath } = require('../utils/paths');
const { bus } = require('../utils/bus');

function createDocumentService({ root }) {
  const locate = documentPath.bind(null, root);

  return {
    read(name, done) {
      fs.readFile(locate(name), done);
    },

    async store({ patient, name, content }) {
      const file = locate(`${patient}/${Date.now()}.bin`);
      await pipeline(content, fs.createWriteStream(file));
      bus.emit('document.stored', { patient, file, title: name });
      return { patient, title: name };
    },

    async *entries(patient) {
      const folder = locate(String(patient));
      for (const entry of await fs.promises.readdir(folder, { withFileTypes: true })) {
        if (entry.isFile()) yield { name: entry.name };
      }
    },
  };
}

module.exports = { createDocumentService };
