const { RESET_CODE_LENGTH } = require('../config/security');
const { pick } = require('./random');

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code that can be read out on the telephone. */
function resetCode(length = RESET_CODE_LENGTH) {
  return Array.from({ length }, () => pick(LETTERS)).join('');
}

module.exports = { resetCode };
