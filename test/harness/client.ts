/** Parts of the client that need no editor, for tests. */
export { Crashes } from '../../client/crashes';
export { lookOf, messageOf } from '../../client/endpointItems';
export type { Change } from '../../client/provenance/edit';
export type { DetailedReason } from '../../client/provenance/judge';
export { type ChangeEvent, MOMENT, Tracker } from '../../client/provenance/tracker';
export { statusText } from '../../client/statusText';
