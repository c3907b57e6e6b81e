module.exports = (documents) => {
  function download(req, res, next) {
    const { patient, name } = req.params;
    documents.read(`${patient}/${name}`, (error, content) => {
      if (error) return next(error);
      return res.attachment(name).send(content);
    });
  }

  async function upload(req, res, next) {
    try {
      const stored = await documents.store({
        patient: Number(req.params.patient),
        name: req.params.name,
        content: req,
      });
      res.status(201).json(stored);
    } catch (error) {
      next(error);
    }
  }

  async function exportAll(req, res, next) {
    const patient = Number(req.params.patient);
    if (!Number.isInteger(patient)) return res.sendStatus(400);
    try {
      const entries = [];
      for await (const entry of documents.entries(patient)) entries.push(entry);
      return res.json(entries);
    } catch (error) {
      return next(error);
    }
  }

  return { download, upload, exportAll };
};
