/** Findings, as tests read and compare them. */
export { compareFindings, type Finding } from '../../server/base/finding';
