/** The language server's room, for tests. */

export type { Backend, Root } from '../../server/lsp/backend';
export type { ScanSummary, SummaryParams } from '../../server/lsp/protocol';
export { startServer } from '../../server/lsp/startServer';
export { NO_POLICY } from '../../server/policy/policy';
