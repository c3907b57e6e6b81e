const path = require('node:path');

/** Where a document lies below the root; throws for a name that leads out of it. */
function documentPath(root, name) {
  const file = path.resolve(root, name);
  if (!file.startsWith(root + path.sep)) throw Object.assign(new Error('No such document.'), { status: 404 });
  return file;
}

module.exports = { documentPath };
