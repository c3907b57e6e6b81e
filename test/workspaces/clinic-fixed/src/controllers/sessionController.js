const config = require('../config');

class SessionController {
  #sessions;

  constructor(sessions) {
    this.#sessions = sessions;
  }

  signIn = async (req, res) => {
    const { email, password } = req.body;
    const result = await this.#sessions.open(String(email), String(password), { returnTo: req.query.returnTo });
    if (!result) return res.status(401).json({ error: 'Wrong address or password.' });
    res.cookie(config.session.cookie, result.id, { httpOnly: true, secure: true, sameSite: 'lax' });
    return res.redirect(303, result.next);
  };

  requestReset = async (req, res) => {
    await this.#sessions.startReset(String(req.body.email));
    res.sendStatus(202);
  };

  signOut = async (req, res) => {
    await this.#sessions.close(String(req.cookies[config.session.cookie] ?? ''));
    res.clearCookie(config.session.cookie).sendStatus(204);
  };
}

module.exports = { SessionController };
