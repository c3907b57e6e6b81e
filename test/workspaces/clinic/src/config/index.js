const path = require('node:path');

module.exports = {
  port: Number(process.env.PORT || 8080),
  mongoUrl: process.env.MONGO_URL || 'mongodb://localhost:27017',
  database: {
    host: process.env.DB_HOST || 'localhost',
    user: process.env.DB_USER || 'clinic',
    password: process.env.DB_PASSWORD,
    database: 'clinic',
  },
  session: { cookie: 'clinic_sid', lifetime: 8 * 60 * 60 * 1000 },
  documents: {
    root: path.resolve(process.env.DOCUMENT_ROOT || './var/documents'),
    thumbnailSize: '200x200',
  },
};
