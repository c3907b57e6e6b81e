/** Schemas of bodies in the words of the libraries that JavaScript programs look at requests with. */
import type { BodyField } from './bodyFields';

export interface SchemaLibrary {
  readonly module: string;
  /** What is imported of it: a name, or all of it. */
  readonly name: string;
  readonly local: string;
  /** An object with these fields, over several lines; a tab stands for a step of indentation. */
  readonly schema: (local: string, fields: readonly BodyField[]) => readonly string[];
  readonly check: (schema: string, body: string) => string;
  readonly failed: (checked: string) => string;
  readonly value: (checked: string) => string;
}

/** Behind a field of which nothing is known but that it is no object. */
const OPEN = ' // say what it may be';

const ZOD: SchemaLibrary = {
  module: 'zod',
  name: 'z',
  local: 'z',
  schema: (z, fields) => [
    `${z}.object({`,
    ...fields.map((f) => `\t${f.name}: ${zodShape(z, f)}${f.isOptional ? '.optional()' : ''},${openness(f)}`),
    '})',
  ],
  check: (schema, body) => `${schema}.safeParse(${body})`,
  failed: (checked) => `!${checked}.success`,
  value: (checked) => `${checked}.data`,
};

function zodShape(z: string, { shape, oneOf }: BodyField): string {
  if (oneOf) return `${z}.enum([${oneOf.map((one) => `'${one}'`).join(', ')}])`;
  switch (shape) {
    case 'text':
      return `${z}.string().max(1000)`;
    case 'prose':
      return `${z}.string().max(10000)`;
    case 'email':
      return `${z}.string().email().max(254)`;
    case 'number':
    case 'boolean':
      return `${z}.${shape}()`;
    case 'numeral':
      return `${z}.coerce.number()`;
    case 'list':
      return `${z}.array(${z}.any()).max(1000)`;
    default:
      return `${z}.union([${z}.string().max(1000), ${z}.number(), ${z}.boolean()])`;
  }
}

const JOI: SchemaLibrary = {
  module: 'joi',
  name: 'default',
  local: 'Joi',
  schema: (joi, fields) => [
    `${joi}.object({`,
    ...fields.map((f) => `\t${f.name}: ${joiShape(joi, f)}${f.isOptional ? '' : '.required()'},${openness(f)}`),
    '})',
  ],
  check: (schema, body) => `${schema}.validate(${body}, { stripUnknown: true })`,
  failed: (checked) => `${checked}.error`,
  value: (checked) => `${checked}.value`,
};

function joiShape(joi: string, { shape, oneOf }: BodyField): string {
  if (oneOf) return `${joi}.valid(${oneOf.map((one) => `'${one}'`).join(', ')})`;
  switch (shape) {
    case 'text':
      return `${joi}.string().max(1000)`;
    case 'prose':
      return `${joi}.string().max(10000)`;
    case 'email':
      return `${joi}.string().email().max(254)`;
    case 'number':
    case 'numeral':
      return `${joi}.number()`;
    case 'boolean':
      return `${joi}.boolean()`;
    case 'list':
      return `${joi}.array().max(1000)`;
    default:
      return `${joi}.alternatives(${joi}.string().max(1000), ${joi}.number(), ${joi}.boolean())`;
  }
}

const openness = ({ shape }: BodyField): string => (shape === 'unknown' ? OPEN : '');

/** The first is taken where a program has none. */
export const LIBRARIES: readonly SchemaLibrary[] = [ZOD, { ...ZOD, module: 'zod/v4' }, JOI, { ...JOI, module: '@hapi/joi' }];

/** The module of which validators stand before handlers, one for each field. */
export const VALIDATORS = 'express-validator';

/** `body('stay').isNumeric()` */
export function validatorText(body: string, { name, shape, oneOf, isOptional }: BodyField): string {
  const field = `${body}('${name}')${isOptional ? '.optional()' : ''}`;
  if (oneOf) return `${field}.isIn([${oneOf.map((one) => `'${one}'`).join(', ')}])`;
  switch (shape) {
    case 'text':
      return `${field}.isString().isLength({ max: 1000 })`;
    case 'prose':
      return `${field}.isString().isLength({ max: 10000 })`;
    case 'email':
      return `${field}.isEmail()`;
    case 'number':
    case 'numeral':
      return `${field}.isNumeric()`;
    case 'boolean':
      return `${field}.isBoolean()`;
    case 'list':
      return `${field}.isArray({ max: 1000 })`;
    default:
      return `${field}.not().isObject().isLength({ max: 1000 })`;
  }
}
