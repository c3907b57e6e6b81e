const stamp = (date) => date.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

function toCalendar(rows) {
  const events = rows.flatMap((row) => [
    'BEGIN:VEVENT',
    `UID:${row.id}@clinic.example`,
    `DTSTART:${stamp(row.at)}`,
    'SUMMARY:Appointment',
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
}

module.exports = { toCalendar };
