/** All models, and what compiles them. */
export { Catalog } from '../../server/engine/catalog';
export { models } from '../../server/models';
