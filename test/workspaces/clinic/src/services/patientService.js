const { audit } = require('../utils/logger');

const SPECIES = new Set(['cat', 'dog', 'rabbit', 'bird', 'other']);

class PatientService {
  constructor({ patients, notes }) {
    this.patients = patients;
    this.notes = notes;
  }

  async list({ species, ...page }) {
    const where = SPECIES.has(species) ? { species } : {};
    return this.patients.page(where, page);
  }

  async register(patient, { by }) {
    const { name, species, owner } = patient;
    const id = await this.patients.insert({
      name,
      species,
      owner_name: owner.name,
      owner_phone: owner.phone,
      owner_email: owner.email,
    });
    audit('patient.registered', { id, by, contact: owner.email });
    return id;
  }

  byId(id) {
    return this.patients.byId(id);
  }

  /** Full text, date and author can be combined; the caller's criteria go on top of ours. */
  async findNotes(patientId, criteria) {
    const { text, author, ...rest } = criteria;
    const query = { patientId, deleted: false };
    if (text) query.$text = { $search: String(text) };
    if (author) query.author = author;
    if (rest.after) query.writtenAt = { $gte: new Date(rest.after) };
    return this.notes.find(query, { limit: 100 });
  }
}

module.exports = PatientService;
