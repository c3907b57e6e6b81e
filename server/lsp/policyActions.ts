/** Code actions that write into the policy: what neighbours have becomes what all must have, and what anybody may call is declared so. */
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../base/finding';
import type { ControlName, RouteEntry } from '../base/route';
import { requirementsOf } from '../policy/endpointPolicy';
import { declarePublic, type PolicyEdit, requireControl } from '../policy/writePolicy';
import type { Root } from './backend';
import { commonPath } from './endpointTree';
import type { Folder } from './folders';
import type { Session } from './session';
import { written } from './written';

/** Endpoints that one action declares public. */
const MAX_DECLARED = 5;
/** Endpoints that have a control already, from which on it may be made a rule. */
const HOUSE = 2;

/** `diagnosticsOf`: the diagnostics that an action answers. */
export function policyActions(
  session: Session,
  folder: Folder,
  findings: readonly Finding[],
  diagnosticsOf: (finding: Finding) => Diagnostic[],
): CodeAction[] {
  const { root } = folder;
  if (root === undefined || folder.path === undefined) return [];
  return findings.flatMap((finding) => {
    const lacks = session.backend.rules.find(({ id }) => id === finding.rule)?.lacks;
    const all = lacks === undefined ? undefined : root.analyzer.endpoints().list?.routes;
    const routes = all === undefined ? [] : spokenOf(finding, all);
    if (all === undefined || lacks === undefined || routes.length === 0) return [];
    return [declaring(session, folder, root, lacks, routes), requiring(session, folder, root, lacks, routes, all)].flatMap((action) =>
      action === undefined ? [] : [{ ...action, kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(finding) }],
    );
  });
}

type Action = Omit<CodeAction, 'kind' | 'diagnostics'>;

/** The endpoints that a finding names by their places. */
function spokenOf({ file, span, steps }: Finding, all: readonly RouteEntry[]): readonly RouteEntry[] {
  const places = new Set([{ file, span }, ...steps].map((place) => `${place.file}:${place.span.start}`));
  return all.filter((route) => places.has(`${route.file}:${route.span.start}`));
}

function declaring(session: Session, folder: Folder, root: Root, lacks: ControlName, routes: readonly RouteEntry[]): Action | undefined {
  const names = [...new Set(routes.filter((r) => r.controls[lacks].state === 'unguarded').map(nameOf))];
  if (lacks !== 'authentication' || names.length === 0 || names.length > MAX_DECLARED || !names.every(isPlain)) return undefined;
  const what = names.length === 1 ? names[0] : `these ${names.length} endpoints`;
  const edit = declarePublic(root.host.readText(session.backend.policyFile), names);
  return edit && inPolicy(session, folder, root, `Declare ${what} public, with a reason`, edit);
}

function requiring(
  session: Session,
  folder: Folder,
  root: Root,
  lacks: ControlName,
  routes: readonly RouteEntry[],
  all: readonly RouteEntry[],
): Action | undefined {
  const path = scopeOf(routes, all, lacks);
  if (path === undefined || routes.some((route) => requirementsOf(root.policy, route).some(({ kind }) => kind === lacks))) return undefined;
  const edit = requireControl(root.host.readText(session.backend.policyFile), `${path}/**`, lacks);
  return edit && inPolicy(session, folder, root, `Make it policy: ${NAMES[lacks]} below ${path}`, edit);
}

/** The path below which others have it. */
function scopeOf(routes: readonly RouteEntry[], all: readonly RouteEntry[], lacks: ControlName): string | undefined {
  const [first] = routes;
  const guarded = all.filter((r) => r.application.id === first.application.id && r.controls[lacks].state === 'guarded');
  const beside = guarded.filter((r) => r.router.id === first.router.id);
  const path = literal(commonPath([...routes, ...beside].map((r) => r.path))) ?? literal(first.path.split('/').slice(0, 2).join('/'));
  const below = guarded.filter((r) => path !== undefined && (r.path === path || r.path.startsWith(`${path}/`)));
  return below.length >= HOUSE ? path : undefined;
}

/** Up to the first segment that stands for others. */
function literal(path: string): string | undefined {
  const segments = path.split('/');
  const end = segments.findIndex((s) => /^[:{<*([]|[…*?]/.test(s));
  const out = (end < 0 ? segments : segments.slice(0, end)).join('/');
  return out.startsWith('/') && out !== '/' && isPlain(out) ? out : undefined;
}

const NAMES: Readonly<Record<ControlName, string>> = {
  authentication: 'authentication',
  authorisation: 'authorisation',
  validation: 'validation',
  limit: 'a limit',
  csrf: 'a CSRF check',
  signature: 'a signature',
};

/** As the policy names it: without a method where it takes any. */
function nameOf({ method, path }: RouteEntry): string {
  return /^[A-Z]+$/.test(method) && method !== 'ALL' ? `${method} ${path}` : path;
}

/** Nothing of it would be read as something else. */
function isPlain(name: string): boolean {
  return /^(?:[A-Z]+ )?\/\S*$/.test(name) && !/[…*?[\]!]/.test(name);
}

function inPolicy(session: Session, folder: Folder, root: Root, title: string, edit: PolicyEdit): Action | undefined {
  const file = session.backend.policyFile;
  return written(session, folder, title, { ...edit, file, before: root.host.readText(file) });
}
