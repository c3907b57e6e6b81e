const crypto = require('node:crypto');

const ROUNDS = 210_000;

/** The digest of a password, as hexadecimal text. */
function digest(algorithm, salt, password) {
  return crypto.pbkdf2Sync(password, salt, ROUNDS, 64, algorithm).toString('hex');
}

module.exports = { digest };
