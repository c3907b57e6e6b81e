const path = require('node:path');

/** Where a document lies below the root. */
function documentPath(root, name) {
  return path.join(root, name);
}

module.exports = { documentPath };
