const Joi = require('joi');

const newPatient = Joi.object({
  name: Joi.string().max(80).required(),
  species: Joi.string().valid('cat', 'dog', 'rabbit', 'bird', 'other').required(),
  bornOn: Joi.date().iso().max('now'),
  owner: Joi.object({
    name: Joi.string().max(120).required(),
    phone: Joi.string().max(30).required(),
    email: Joi.string().email().required(),
  }).required(),
});

module.exports = { newPatient };
