const { Router } = require('express');
const documentController = require('../controllers/documentController');

module.exports = (container) => {
  const router = Router();
  const { download, upload, exportAll } = documentController(container.documents);
  router.get('/:patient/:name', download);
  router.put('/:patient/:name', upload);
  router.get('/:patient', exportAll);
  return router;
};
