export { HttpPartnerClient } from './httpPartnerClient.js';
export { getJson } from './getJson.js';
