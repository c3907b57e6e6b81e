const { toCalendar } = require('../utils/calendar');

class AppointmentService {
  constructor(repository, webhooks) {
    this.repository = repository;
    this.webhooks = webhooks;
    this.calendars = new Map();
  }

  search(criteria) {
    return this.repository.search(criteria).then((rows) => rows.map(present));
  }

  async book({ patientId, at, reason, userId }) {
    if (Number.isNaN(at.getTime())) throw Object.assign(new Error('The time is not a date.'), { status: 400 });
    const id = await this.repository.insert({ patient_id: patientId, at, reason, booked_by: userId });
    await this.webhooks.notify('appointment.booked', { id, at });
    this.calendars.clear();
    return { id, at };
  }

  async cancel(id, userId) {
    await this.repository.cancel(id, userId);
    this.calendars.clear();
  }

  /** Calendars are asked for again and again, and change only when something is booked. */
  async calendarFor(day) {
    let calendar = this.calendars.get(day);
    if (!calendar) {
      const rows = await this.repository.onDay(day);
      calendar = toCalendar(rows);
      this.calendars.set(day, calendar);
    }
    return calendar;
  }
}

function present({ patient_id: patientId, at, ...rest }) {
  return { patientId, at: at.toISOString(), ...rest };
}

module.exports = { AppointmentService };
