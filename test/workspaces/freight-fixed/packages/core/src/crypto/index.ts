export { Fingerprint } from './fingerprint.js';
export { Algorithms } from './algorithms.js';
