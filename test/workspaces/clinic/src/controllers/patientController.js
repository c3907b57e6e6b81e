const { renderList } = require('../utils/pages');

/** The service comes from outside; each handler only translates between HTTP and it. */
module.exports = function makePatientController({ patients }) {
  async function list(req, res) {
    const filter = { species: req.query.species, ...req.paging };
    const rows = await patients.list(filter);
    if (req.accepts(['json', 'html']) === 'html') {
      return res.type('html').send(renderList({ heading: `Patients: ${req.query.species || 'all'}`, rows }));
    }
    return res.json(rows);
  }

  async function create(req, res) {
    const id = await patients.register(req.body, { by: req.session.userId });
    res.status(201).location(`/patients/${id}`).json({ id });
  }

  async function show(req, res) {
    const patient = await patients.byId(Number(req.params.id));
    if (!patient) return res.status(404).json({ error: 'No such patient.' });
    return res.json(patient);
  }

  const searchNotes = (req, res) =>
    patients
      .findNotes(Number(req.params.id), req.body)
      .then((notes) => notes.map(({ _id, ...note }) => ({ id: _id, ...note })))
      .then((notes) => res.json({ notes, total: notes.length }));

  return { list, create, show, searchNotes };
};
