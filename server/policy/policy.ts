/** The organisation's policy, `gatehouse.json`: JSON with comments, checked strictly. `gatehouse.schema.json` says the same to editors. */
import { Minimatch } from 'minimatch';
import { SEVERITIES, type Severity } from '../base/finding';
import { Checked, type Node, type PolicyProblem } from './checked';
import { type EndpointPolicy, readEndpointPolicy } from './endpointPolicy';
import { nearest } from './nearest';

export type { PolicyProblem };

/** Name of the policy file at the root of a workspace. */
export const POLICY_FILE = 'gatehouse.json';

export type FailOn = Severity | 'never';

export interface Policy extends EndpointPolicy {
  /** Rule id → another severity, or off. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Files the policy keeps out. */
  readonly exclude: readonly Glob[];
  /** Least severity that fails a scan; the command line's option wins. */
  readonly failOn: FailOn | undefined;
}

interface Glob {
  readonly text: string;
  readonly matches: (file: string) => boolean;
}

export const NO_POLICY: Policy = {
  rules: new Map(),
  exclude: [],
  publicRoutes: [],
  requiredControls: [],
  namedControls: new Map(),
  failOn: undefined,
};

/**
 * The problem-free policy the text holds, or all its problems, in order of place. Callers keep the last good one in force.
 * `base`: from the policy file's folder to the analysed root, '' or `packages/api/`; globs are relative to the file.
 */
export function readPolicy(
  text: string,
  ruleIds: ReadonlySet<string>,
  base = '',
): { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] } {
  const read = new Checked(text.replace(/^\uFEFF/, ''));
  const root = read.root();
  const policy = root === undefined ? NO_POLICY : readFields(read, root, ruleIds, base);
  return read.problems.length === 0 ? { policy } : { problems: [...read.problems].sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** The glob that keeps the file out, if any. */
export function excludedBy(policy: Policy, file: string): string | undefined {
  return policy.exclude.find((glob) => glob.matches(file))?.text;
}

/** `gatehouse.json:3:5: message`, one line each. */
export function describeProblems(file: string, problems: readonly PolicyProblem[]): string {
  return problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
}

const FIELDS = ['$schema', 'rules', 'paths', 'routes', 'controls', 'failOn'] as const;

function readFields(read: Checked, root: Node, ruleIds: ReadonlySet<string>, base: string): Policy {
  const fields = read.object(root, 'A policy', FIELDS);
  return {
    rules: rules(read, fields.get('rules'), ruleIds),
    exclude: globs(read, read.object(fields.get('paths'), '`paths`', ['exclude']).get('exclude'), base),
    ...readEndpointPolicy(read, fields.get('routes'), fields.get('controls')),
    failOn: read.choice(fields.get('failOn'), '`failOn`', [...SEVERITIES, 'never']),
  };
}

function rules(read: Checked, node: Node | undefined, ruleIds: ReadonlySet<string>): Map<string, Severity | 'off'> {
  const out = new Map<string, Severity | 'off'>();
  for (const [id, value] of read.object(node, '`rules`', undefined)) {
    if (!ruleIds.has(id)) {
      const close = nearest(id, ruleIds);
      read.complain(
        value.parent?.offset ?? value.offset,
        `There is no rule "${id}". ${close === undefined ? '`gatehouse rules` lists them.' : `Did you mean "${close}"?`}`,
      );
      continue;
    }
    const setting = read.choice(value, `\`rules.${id}\``, [...SEVERITIES, 'off']);
    if (setting !== undefined) out.set(id, setting);
  }
  return out;
}

function globs(read: Checked, node: Node | undefined, base: string): Glob[] {
  return read.list(node, '`paths.exclude` must be a list of globs, such as ["legacy/**"].').flatMap((item) => {
    if (item.type === 'string' && item.value !== '') return [glob(item.value, base)];
    read.complain(item.offset, 'A glob must be a text that is not empty, such as "legacy/**".');
    return [];
  });
}

/** A glob without `/` means the name at any depth, as in ignore files; `folder/` means all below. */
function glob(text: string, base: string): Glob {
  const pattern = text.endsWith('/') ? `${text}**` : text;
  const matcher = new Minimatch(pattern, {
    dot: true,
    nonegate: true,
    nocomment: true,
    braceExpandMax: 1000,
    matchBase: !pattern.includes('/'),
  });
  return { text, matches: (file) => matcher.match(base + file) };
}
