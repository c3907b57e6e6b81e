const mysql = require('mysql2/promise');
const { MongoClient } = require('mongodb');
const PatientRepository = require('./repositories/patientRepository');
const AppointmentRepository = require('./repositories/appointmentRepository');
const { createNoteRepository } = require('./repositories/noteRepository');
const PatientService = require('./services/patientService');
const { AppointmentService } = require('./services/appointmentService');
const { createSessionService } = require('./services/sessionService');
const { createDocumentService } = require('./services/documentService');
const { WebhookQueue } = require('./services/webhookQueue');
const { attachThumbnailer } = require('./services/thumbnailer');
const { bus } = require('./utils/bus');

async function createContainer(config) {
  const pool = mysql.createPool({ ...config.database, waitForConnections: true, connectionLimit: 8 });
  const mongo = await new MongoClient(config.mongoUrl).connect();

  const patientRepository = new PatientRepository(pool);
  const appointmentRepository = new AppointmentRepository(pool);
  const notes = createNoteRepository(mongo.db('clinic').collection('notes'));
  const webhooks = new WebhookQueue({ attempts: 3 });
  attachThumbnailer(bus, config.documents);

  return {
    patients: new PatientService({ patients: patientRepository, notes }),
    appointments: new AppointmentService(appointmentRepository, webhooks),
    sessions: createSessionService({ pool, lifetime: config.session.lifetime }),
    documents: createDocumentService(config.documents),
    webhooks,
  };
}

module.exports = { createContainer };
