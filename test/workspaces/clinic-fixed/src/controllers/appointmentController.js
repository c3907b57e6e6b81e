class AppointmentController {
  constructor(appointments) {
    this.appointments = appointments;
  }

  async search(req, res) {
    const { from, to, vet, room } = req.query;
    const found = await this.appointments.search({ from, to, vet, room });
    res.json(found);
  }

  async book(req, res) {
    const { patientId, at, reason } = req.body;
    const booking = await this.appointments.book({
      patientId: Number(patientId),
      at: new Date(at),
      reason: String(reason ?? ''),
      userId: req.session.userId,
    });
    res.status(201).json(booking);
  }

  async cancel(req, res) {
    await this.appointments.cancel(Number(req.params.id), req.session.userId);
    res.sendStatus(204);
  }

  calendar(req, res, next) {
    const day = req.query.day;
    this.appointments
      .calendarFor(day)
      .then((calendar) => res.type('text/calendar').send(calendar))
      .catch(next);
  }
}

module.exports = { AppointmentController };
