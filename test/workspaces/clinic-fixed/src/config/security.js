/** One place for everything that has to do with digests, so that it is changed in one place. */
const PASSWORD_DIGEST = 'sha512';
const CHECKSUM_DIGEST = 'sha256';

module.exports = { PASSWORD_DIGEST, CHECKSUM_DIGEST, RESET_CODE_LENGTH: 8 };
