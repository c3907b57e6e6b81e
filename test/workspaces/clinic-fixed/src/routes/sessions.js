const { Router } = require('express');
const { SessionController } = require('../controllers/sessionController');
const { asyncHandler } = require('../middleware/asyncHandler');

module.exports = ({ sessions }) => {
  const router = Router();
  const controller = new SessionController(sessions);
  router.post('/', asyncHandler(controller.signIn));
  router.post('/reset', asyncHandler(controller.requestReset));
  router.delete('/', asyncHandler(controller.signOut));
  return router;
};
