/** Any one of the letters. */
function pick(letters) {
  return letters[Math.floor(Math.random() * letters.length)];
}

module.exports = { pick };
