const { BaseRepository } = require('./baseRepository');

class PatientRepository extends BaseRepository {
  constructor(pool) {
    super(pool, 'patients');
  }

  ofOwner(email) {
    return this.query('select * from patients where owner_email = ?', [email]);
  }
}

module.exports = PatientRepository;
