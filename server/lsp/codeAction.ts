/** textDocument/codeAction: proven fixes, fix-all for the safe ones, ignore with a reason, the rule's page, and tests. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver/node';
import type { ProvenFix } from '../analyzer/analyzer';
import type { Finding } from '../base/finding';
import type { Span } from '../base/span';
import { catchUp } from './checkFile';
import type { DiagnosticData } from './diagnostic';
import type { OpenDocument } from './openDocument';
import { policyActions } from './policyActions';
import { PROVE, proofActions } from './proofActions';
import { EXPLAIN_COMMAND } from './protocol';
import type { Shown } from './results';
import type { Session } from './session';
import { isShown } from './settings';
import { announced, inTurn } from './turn';
import { toWorkspaceEdit } from './workspaceEdit';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.gatehouse`;

export async function onCodeAction(session: Session, params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const document = session.documents.get(params.textDocument.uri);
  if (document === undefined) return [];
  const version = document.version;
  await catchUp(session, document.place);
  // Typed on, or no longer wanted: the offsets below would lie.
  if (token.isCancellationRequested || document.version !== version || session.setAside.has(document.place.key)) return [];
  const visible = session.results.visible(document.place.key);
  if (visible.length === 0) return [];
  const span = { start: document.text.offsetAt(params.range.start), end: document.text.offsetAt(params.range.end) };
  const actions: CodeAction[] = [];
  if (wants(params, CodeActionKind.QuickFix))
    actions.push(...(await quickFixes(session, document, span, visible, params.context.diagnostics)));
  if (wants(params, PROVE)) actions.push(...proofs(session, document, span, visible, params.context.diagnostics));
  // Never unasked: a fix for the whole file is not what a light bulb on one line is for.
  if (params.context.only !== undefined && wants(params, FIX_ALL) && !token.isCancellationRequested) {
    actions.push(...(await fixAll(session, document)));
  }
  return actions;
}

/** Kinds form a tree: who asks for `source` gets `source.fixAll.gatehouse` too. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

async function quickFixes(
  session: Session,
  document: OpenDocument,
  span: Span,
  visible: readonly Shown[],
  known: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const here = visible.filter(({ finding }) => finding.span.start <= span.end && span.start <= finding.span.end);
  if (here.length === 0) return [];
  const fixes = await fixesOf(session, document, span);
  const preferred = new Set<string>();
  const actions = fixes.map((fix): CodeAction => {
    const isPreferred = fix.kind === 'safe' && !preferred.has(fix.finding.fingerprint);
    if (isPreferred) preferred.add(fix.finding.fingerprint);
    return {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsOf(fix.finding, here, known),
      ...(isPreferred ? { isPreferred } : {}),
      edit: toWorkspaceEdit(session, document.place.folder, fix),
    };
  });
  const findings = here.map(({ finding }) => finding);
  actions.push(...policyActions(session, document.place.folder, findings, (finding) => diagnosticsOf(finding, here, known)));
  return [...actions, ...explanations(session, here, known)];
}

function proofs(
  session: Session,
  document: OpenDocument,
  span: Span,
  visible: readonly Shown[],
  known: readonly Diagnostic[],
): CodeAction[] {
  const here = visible.filter(({ finding }) => finding.span.start <= span.end && span.start <= finding.span.end);
  const findings = here.map(({ finding }) => finding);
  return proofActions(session, document.place.folder, findings, (finding) => diagnosticsOf(finding, here, known));
}

function explanations(session: Session, here: readonly Shown[], known: readonly Diagnostic[]): CodeAction[] {
  if (!session.abilities.features.has('explain-command')) return [];
  const first = new Map(here.map(({ finding }) => [finding.rule, finding]));
  return [...first.values()].flatMap((finding) => {
    const rule = session.backend.rules.find(({ id }) => id === finding.rule);
    if (rule === undefined) return [];
    const title = `Explain: ${rule.title}`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsOf(finding, here, known),
      command: { title, command: EXPLAIN_COMMAND, arguments: [finding.rule] },
    };
  });
}

/** One action for all safe fixes of the file; where two want the same text, the first one in the file wins. */
async function fixAll(session: Session, document: OpenDocument): Promise<CodeAction[]> {
  const whole = { start: 0, end: document.text.getText().length };
  const done = new Set<Finding>();
  const edits: ProvenFix['edits'][number][] = [];
  for (const fix of await fixesOf(session, document, whole)) {
    if (fix.kind !== 'safe' || done.has(fix.finding)) continue;
    // Two fixes may bring the same import along: once is enough.
    const fresh = fix.edits.filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (fresh.some((edit) => edits.some((other) => overlaps(edit, other)))) continue;
    done.add(fix.finding);
    edits.push(...fresh);
  }
  if (edits.length === 0) return [];
  const title = done.size === 1 ? 'Apply the safe Gatehouse fix' : `Apply ${done.size} safe Gatehouse fixes`;
  return [{ title, kind: FIX_ALL, edit: toWorkspaceEdit(session, document.place.folder, { kind: 'safe', edits }) }];
}

async function fixesOf(session: Session, document: OpenDocument, span: Span): Promise<readonly ProvenFix[]> {
  const { folder, file } = document.place;
  const fixes = await inTurn(session, () => announced(session, document.uri, () => folder.root?.analyzer.fixes(file, span) ?? []));
  return fixes.filter((fix) => isShown(fix.finding, session.settings));
}

/** The very diagnostics the editor asked about, so that it can tell which of them an action answers. */
function diagnosticsOf(finding: Finding, here: readonly Shown[], known: readonly Diagnostic[]): Diagnostic[] {
  const asked = known.filter((one) => (one.data as DiagnosticData | undefined)?.fingerprint === finding.fingerprint);
  if (asked.length > 0) return asked;
  return here.filter((one) => one.finding.fingerprint === finding.fingerprint).map((one) => one.diagnostic);
}

type OneEdit = ProvenFix['edits'][number];

function isSame(a: OneEdit, b: OneEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

/** Two insertions at one place would depend on their order. */
function overlaps(a: OneEdit, b: OneEdit): boolean {
  if (a.file !== b.file) return false;
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
