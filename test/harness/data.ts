/** The taxonomy of sensitive data and the readers of names. */
export { classify } from '../../server/data/classify';
export { nameOracle } from '../../server/data/names';
export { isSecretName } from '../../server/data/secretNames';
export { DATA_TYPES } from '../../server/data/taxonomy';
export { singular, splitWords } from '../../server/data/words';
