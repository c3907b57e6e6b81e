const { Router } = require('express');
const makePatientController = require('../controllers/patientController');
const { paging } = require('../middleware/paging');
const { validate } = require('../middleware/validate');
const { asyncHandler } = require('../middleware/asyncHandler');
const { newPatient } = require('../schemas/patient');

module.exports = ({ patients }) => {
  const router = Router();
  const controller = makePatientController({ patients });

  router.get('/', paging({ size: 25 }), asyncHandler(controller.list));
  router.post('/', validate(newPatient), asyncHandler(controller.create));
  router.get('/:id', asyncHandler(controller.show));
  router.post('/:id/notes/search', asyncHandler(controller.searchNotes));
  return router;
};
