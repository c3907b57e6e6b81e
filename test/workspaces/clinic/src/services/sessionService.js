const { digest } = require('../utils/digest');
const { resetCode } = require('../utils/codes');
const { PASSWORD_DIGEST } = require('../config/security');
const { landing } = require('../utils/landing');
const { randomUUID } = require('node:crypto');

function createSessionService({ pool, lifetime }) {
  const sessions = new Map();

  return {
    async open(email, password, options = {}) {
      const [rows] = await pool.execute('select id, digest, salt from users where email = ?', [email]);
      const user = rows[0];
      if (!user || user.digest !== digest(PASSWORD_DIGEST, user.salt, password)) return undefined;
      const id = randomUUID();
      sessions.set(id, { userId: user.id, until: Date.now() + lifetime });
      return { id, next: landing(options) };
    },

    async find(id) {
      const session = sessions.get(id);
      return session && session.until > Date.now() ? session : undefined;
    },

    async close(id) {
      sessions.delete(id);
    },

    async startReset(email) {
      const token = resetCode();
      await pool.execute('update users set reset_token = ? where email = ?', [token, email]);
    },
  };
}

module.exports = { createSessionService };
