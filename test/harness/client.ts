/** The parts of the client that need no editor. */
export { Crashes } from '../../client/crashes';
export { MOMENT, Tracker } from '../../client/provenance/tracker';
export { statusText } from '../../client/statusText';
