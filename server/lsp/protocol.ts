/** Messages beyond LSP between our client and our server. The client imports this file and nothing else of the server. */

/** Client → server, notification: text of this document version was accepted or inserted just now. */
export const INSERTED = 'gatehouse/inserted';
export interface InsertedParams {
  readonly uri: string;
  /** Document version the ranges refer to. */
  readonly version: number;
  /**
   * Half-open, in UTF-16 offsets of that version's text: unlike positions they can still be carried forward when the
   * user has typed on before the message arrives.
   */
  readonly ranges: readonly InsertedRange[];
}
export interface InsertedRange {
  readonly start: number;
  readonly end: number;
  readonly origin: { readonly kind: 'ai' | 'inserted'; readonly by?: string; readonly confidence: 'high' | 'medium' | 'low' };
}

/** Client → server, request: analyse every supported file of the workspace folders. Work-done progress and cancellation apply. */
export const SCAN = 'gatehouse/scan';
export interface ScanParams {
  readonly workDoneToken?: string | number;
}
export interface ScanSummary {
  readonly files: number;
  readonly lines: number;
  /** As many as are shown with the settings in force. */
  readonly findings: number;
  /** What was skipped or cut short, one sentence each. */
  readonly notes: readonly string[];
  readonly milliseconds: number;
  readonly cancelled: boolean;
}

/** Client → server, request: the page of a rule. */
export const EXPLAIN = 'gatehouse/explain';
export interface ExplainParams {
  readonly rule: string;
}
export interface ExplainResult {
  readonly title: string;
  /** Markdown. */
  readonly page: string;
}

/** Client → server, request: all rules, for a picker. */
export const RULES = 'gatehouse/rules';
export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
}

/** Server → client, notification: what the status bar shows. */
export const SUMMARY = 'gatehouse/summary';
export interface Counts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly info: number;
}
export interface SummaryParams {
  readonly state: 'ready' | 'busy' | 'failing';
  /** Why it is busy or failing. */
  readonly message?: string;
  /** Over all files with known results. */
  readonly workspace: Counts;
  /** By document URI, open documents only. */
  readonly files: Readonly<Record<string, Counts>>;
  /** True once a whole-workspace scan has finished; before, `workspace` speaks only of files that were opened. */
  readonly scanned: boolean;
  readonly notes: readonly string[];
}

/**
 * Server → client, notification: the file the server begins to analyse, null when it is done. A server that dies or
 * hangs in between was killed by that file; the client remembers it and sets it aside the second time.
 */
export const ANALYSING = 'gatehouse/analysing';
export interface AnalysingParams {
  readonly uri: string | null;
}

/** Server → client, notification, to clients with the feature `endpoints`: there is something else to show of endpoints than before. */
export const ENDPOINTS_CHANGED = 'gatehouse/endpointsChanged';
export interface EndpointsChangedParams {
  /** `reading`: files are still being read. `unread`: there are too many to read them unasked, which a scan does. */
  readonly state: 'reading' | 'ready' | 'unread' | 'failed';
  /** There are some; while files have not been read, there may be. */
  readonly isAny: boolean;
}

/** Client → server, request: the endpoints of the workspace as a tree. */
export const ENDPOINTS = 'gatehouse/endpoints';
export interface EndpointNode {
  /** No two have the same; it stays while the names above and beside it do. */
  readonly id: string;
  readonly kind: 'application' | 'router' | 'route';
  readonly label: string;
  readonly description: string;
  /** Of a route: whether something asks who calls it; `public`: nothing does, and the policy says that nothing need. */
  readonly authentication?: 'guarded' | 'unguarded' | 'unknown' | 'public';
  /** All that it says, for those who listen. */
  readonly spoken: string;
  readonly children: readonly EndpointNode[];
}

/** Client → server, request: where a node of the tree leads, and what there is to say of it; null when it has gone. */
export const ENDPOINT = 'gatehouse/endpoint';
export interface EndpointParams {
  readonly id: string;
}
export interface EndpointDetails {
  /** Absent where it stands nowhere in particular. */
  readonly place?: { readonly uri: string; readonly line: number; readonly character: number };
  /** Markdown. */
  readonly tooltip: string;
}

/** Scheme of the read-only documents that show rule pages: `gatehouse-rule:/injection-sql.md`. */
export const RULE_SCHEME = 'gatehouse-rule';

/** Command of the client that shows a rule's page; argument: the rule's id. */
export const EXPLAIN_COMMAND = 'gatehouse.explainRule';

/** Settings the client passes as initialization options and in workspace/didChangeConfiguration. */
export interface Settings {
  /** Lowest confidence shown in the editor. */
  readonly minimumConfidence: 'high' | 'medium' | 'low';
  /** Lowest severity shown in the editor. */
  readonly minimumSeverity: 'critical' | 'high' | 'medium' | 'low' | 'info';
}

/** What our own client can do beyond LSP; another editor sends none of it. */
export type Feature =
  /** Has `EXPLAIN_COMMAND`. */
  | 'explain-command'
  /** Opens `gatehouse-rule:` documents. */
  | 'rule-documents'
  /** Shows endpoints. */
  | 'endpoints';

/** All of it may be missing: other editors send nothing. */
export interface InitializationOptions {
  readonly settings?: Partial<Settings>;
  /** URIs of files that must not be analysed: each ended the server twice. */
  readonly setAside?: readonly string[];
  readonly features?: readonly Feature[];
}
