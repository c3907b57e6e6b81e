/** The organisation's policy, `gatehouse.json`: JSON with comments, checked strictly. `gatehouse.schema.json` says the same to editors. */
// The package's CommonJS entry is UMD, which bundlers cannot follow.
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser/lib/esm/main.js';
import { Minimatch } from 'minimatch';
import { SEVERITIES, type Severity } from '../base/finding';
import { LineIndex } from '../base/lineIndex';
import { nearest } from './nearest';

/** Name of the policy file at the root of a workspace. */
export const POLICY_FILE = 'gatehouse.json';

export type FailOn = Severity | 'never';

export interface Policy {
  /** Rule id → another severity, or off. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Files the policy keeps out. */
  readonly exclude: readonly Glob[];
  /** Endpoints that anybody may call. */
  readonly publicRoutes: readonly PublicRoute[];
  /** Least severity that fails a scan; the command line's option wins. */
  readonly failOn: FailOn | undefined;
}

interface Glob {
  readonly text: string;
  readonly matches: (file: string) => boolean;
}

interface PublicRoute {
  /** In capitals; undefined for any. */
  readonly method: string | undefined;
  readonly matches: (path: string) => boolean;
}

export interface PolicyProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

export const NO_POLICY: Policy = { rules: new Map(), exclude: [], publicRoutes: [], failOn: undefined };

/**
 * The problem-free policy the text holds, or all its problems, in order of place. Callers keep the last good one in force.
 * `base`: from the policy file's folder to the analysed root, '' or `packages/api/`; globs are relative to the file.
 */
export function readPolicy(
  text: string,
  ruleIds: ReadonlySet<string>,
  base = '',
): { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] } {
  const reader = new Reader(text.replace(/^\uFEFF/, ''), ruleIds, base);
  const policy = reader.read();
  return reader.problems.length === 0
    ? { policy }
    : { problems: [...reader.problems].sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** The glob that keeps the file out, if any. */
export function excludedBy(policy: Policy, file: string): string | undefined {
  return policy.exclude.find((glob) => glob.matches(file))?.text;
}

/** Whether the policy declares that anybody may call the endpoint. */
export function isPublic({ publicRoutes }: Policy, { method, path }: { readonly method: string; readonly path: string }): boolean {
  return publicRoutes.some((one) => (one.method === undefined || one.method === method) && one.matches(path));
}

/** `gatehouse.json:3:5: message`, one line each. */
export function describeProblems(file: string, problems: readonly PolicyProblem[]): string {
  return problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
}

const FIELDS = ['$schema', 'rules', 'paths', 'routes', 'failOn'] as const;

class Reader {
  readonly problems: PolicyProblem[] = [];
  private readonly lines: LineIndex;

  constructor(
    private readonly text: string,
    private readonly ruleIds: ReadonlySet<string>,
    private readonly base: string,
  ) {
    this.lines = new LineIndex(text);
  }

  read(): Policy {
    const errors: ParseError[] = [];
    const root = parseTree(this.text, errors, { allowTrailingComma: true });
    for (const error of errors) this.complain(error.offset, `${said(printParseErrorCode(error.error))}. Correct the JSON here.`);
    if (errors.length > 0) return NO_POLICY;
    if (root === undefined) {
      this.complain(0, 'The file is empty. Write `{}` for a policy without rules of its own.');
      return NO_POLICY;
    }
    const fields = this.object(root, 'A policy', FIELDS);
    const paths = fields.get('paths');
    const routes = fields.get('routes');
    return {
      rules: this.rules(fields.get('rules')),
      exclude: paths === undefined ? [] : this.globs(this.object(paths, '`paths`', ['exclude']).get('exclude')),
      publicRoutes: routes === undefined ? [] : this.publicRoutes(this.object(routes, '`routes`', ['public']).get('public')),
      failOn: this.choice(fields.get('failOn'), '`failOn`', [...SEVERITIES, 'never']),
    };
  }

  private rules(node: Node | undefined): Map<string, Severity | 'off'> {
    const out = new Map<string, Severity | 'off'>();
    if (node === undefined) return out;
    for (const [id, value] of this.object(node, '`rules`', undefined)) {
      if (!this.ruleIds.has(id)) {
        const close = nearest(id, this.ruleIds);
        this.complain(
          value.parent?.offset ?? value.offset,
          `There is no rule "${id}". ${close === undefined ? '`gatehouse rules` lists them.' : `Did you mean "${close}"?`}`,
        );
        continue;
      }
      const setting = this.choice(value, `\`rules.${id}\``, [...SEVERITIES, 'off']);
      if (setting !== undefined) out.set(id, setting);
    }
    return out;
  }

  private globs(node: Node | undefined): Glob[] {
    if (node === undefined) return [];
    if (node.type !== 'array') {
      this.complain(node.offset, '`paths.exclude` must be a list of globs, such as ["legacy/**"].');
      return [];
    }
    const out: Glob[] = [];
    for (const item of node.children ?? []) {
      if (item.type !== 'string' || item.value === '')
        this.complain(item.offset, 'A glob must be a text that is not empty, such as "legacy/**".');
      else out.push(glob(item.value, this.base));
    }
    return out;
  }

  private publicRoutes(node: Node | undefined): PublicRoute[] {
    if (node === undefined) return [];
    if (node.type !== 'array') {
      this.complain(node.offset, '`routes.public` must be a list of endpoints, such as ["POST /newsletter"].');
      return [];
    }
    return (node.children ?? []).flatMap((item) => {
      const [, method, path] = item.type === 'string' ? (/^(?:([A-Z]+)\s+)?(\/\S*)$/.exec(item.value) ?? []) : [];
      if (path !== undefined) return [publicRoute(method, path)];
      this.complain(
        item.offset,
        'An endpoint is a path that begins with a slash, with or without a method in capitals before it, such as "POST /newsletter".',
      );
      return [];
    });
  }

  private choice<T extends string>(node: Node | undefined, what: string, allowed: readonly T[]): T | undefined {
    if (node === undefined) return undefined;
    const found = allowed.find((word) => word === node.value);
    if (found === undefined) this.complain(node.offset, `${what} must be one of ${allowed.map((word) => `"${word}"`).join(', ')}.`);
    return found;
  }

  /** The fields of an object node by name, after complaints about unknown and repeated ones. */
  private object(node: Node, what: string, known: readonly string[] | undefined): Map<string, Node> {
    const out = new Map<string, Node>();
    if (node.type !== 'object') {
      this.complain(node.offset, `${what} must be an object in braces.`);
      return out;
    }
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) continue;
      if (known !== undefined && !known.includes(key.value)) {
        const close = nearest(key.value, known);
        const hint = close === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${close}"?`;
        this.complain(key.offset, `Unknown field "${key.value}". ${hint}`);
      } else if (out.has(key.value)) {
        this.complain(key.offset, `"${key.value}" stands here twice. Remove one.`);
      } else out.set(key.value, value);
    }
    return out;
  }

  private complain(offset: number, message: string): void {
    const { line, character } = this.lines.positionAt(offset);
    this.problems.push({ line: line + 1, column: character + 1, message });
  }
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

/** `*` stands for one segment, `**` for any number; parameters are written as they are listed. */
function publicRoute(method: string | undefined, path: string): PublicRoute {
  const matcher = new Minimatch(path, { dot: true, nonegate: true, nocomment: true, nobrace: true, noext: true });
  return { method, matches: (one) => one === path || matcher.match(one) };
}

/** `CloseBraceExpected` → `Close brace expected`. */
function said(code: string): string {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
