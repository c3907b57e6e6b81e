/** Answers 422 when the body does not fit the schema; afterwards `req.body` is what the schema made of it. */
const validate = (schema) => (req, res, next) => {
  const { error, value } = schema.validate(req.body, { stripUnknown: true });
  if (error) return res.status(422).json({ error: error.message });
  req.body = value;
  return next();
};

module.exports = { validate };
