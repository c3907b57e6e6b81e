const { Router } = require('express');
const { AppointmentController } = require('../controllers/appointmentController');

module.exports = ({ appointments }) => {
  const router = Router();
  const controller = new AppointmentController(appointments);

  router
    .route('/')
    .get((req, res, next) => controller.search(req, res).catch(next))
    .post((req, res, next) => controller.book(req, res).catch(next));
  router.get('/calendar', controller.calendar.bind(controller));
  router.delete('/:id', (req, res, next) => controller.cancel(req, res).catch(next));
  return router;
};
