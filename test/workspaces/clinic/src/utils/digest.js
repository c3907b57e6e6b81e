const crypto = require('node:crypto');

/** The digest of all parts, as hexadecimal text. */
function digest(algorithm, ...parts) {
  const hash = crypto.createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

module.exports = { digest };
