const config = require('../config');

function requireSession(sessions) {
  return async (req, res, next) => {
    try {
      const session = await sessions.find(String(req.cookies[config.session.cookie] || ''));
      if (!session) return res.status(401).json({ error: 'Sign in first.' });
      req.session = session;
      return next();
    } catch (error) {
      return next(error);
    }
  };
}

module.exports = { requireSession };
