const { BaseRepository } = require('./baseRepository');

class AppointmentRepository extends BaseRepository {
  constructor(pool) {
    super(pool, 'appointments');
  }

  search({ from, to, vet, room }) {
    const conditions = ['cancelled = 0'];
    const values = [];
    if (from) {
      conditions.push('at >= ?');
      values.push(from);
    }
    if (to) {
      conditions.push('at < ?');
      values.push(to);
    }
    if (vet) {
      conditions.push('vet_id in (?)');
      values.push(String(vet).split(','));
    }
    if (room) {
      conditions.push('room = ?');
      values.push(room);
    }
    return this.query(`select * from appointments where ${conditions.join(' and ')} order by at`, values);
  }

  onDay(day) {
    return this.query('select * from appointments where date(at) = ? and cancelled = 0', [day]);
  }

  cancel(id, userId) {
    return this.query('update appointments set cancelled = 1 where id = ? and booked_by = ?', [id, userId]);
  }
}

module.exports = AppointmentRepository;
