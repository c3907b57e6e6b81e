/** The language server's room, for tests. */

export type { Backend, Root } from '../../server/lsp/backend';
export { routeTooltip } from '../../server/lsp/endpointTooltip';
export { commonPath, endpointTree } from '../../server/lsp/endpointTree';
export type { EndpointDetails, EndpointNode, ScanSummary, SummaryParams } from '../../server/lsp/protocol';
export { startServer } from '../../server/lsp/startServer';
export { NO_POLICY } from '../../server/policy/policy';
