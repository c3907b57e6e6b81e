const { randomInt } = require('node:crypto');

/** Any one of the letters. */
function pick(letters) {
  return letters[randomInt(letters.length)];
}

module.exports = { pick };
