const express = require('express');
const controller = require('../controllers/webhookController');

module.exports = function webhookRoutes(container) {
  const handlers = controller.create(container.webhooks);
  return express.Router().post('/', handlers.register).post('/:id/deliver', handlers.deliver);
};
