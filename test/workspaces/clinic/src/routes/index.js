const patients = require('./patients');
const appointments = require('./appointments');
const documents = require('./documents');
const sessions = require('./sessions');
const webhooks = require('./webhooks');
const { requireSession } = require('../middleware/requireSession');

module.exports = function registerRoutes(app, container) {
  app.get('/health', (req, res) => res.json({ status: 'ok' }));
  app.use('/sessions', sessions(container));

  const session = requireSession(container.sessions);
  app.use('/patients', session, patients(container));
  app.use('/appointments', session, appointments(container));
  app.use('/documents', session, documents(container));
  app.use('/webhooks', session, webhooks(container));
};
