/** Writes into the text of a policy file what somebody has decided in the editor; comments and layout stay. */
// The package's CommonJS entry is UMD, which bundlers cannot follow.
import { applyEdits, findNodeAtLocation, type JSONPath, modify, type ParseError, parseTree } from 'jsonc-parser/lib/esm/main.js';
import type { ControlName } from '../base/route';
import type { Span } from '../base/span';

/** One change of the text, and what of it there is to look at afterwards. */
export interface PolicyEdit {
  readonly span: Span;
  readonly text: string;
  /** In the text after the change. */
  readonly selected: Span;
  readonly after: string;
}

/** The endpoints become public; the reason is left to be written. Undefined where the text has mistakes or another shape. */
export function declarePublic(before: string | undefined, routes: readonly string[]): PolicyEdit | undefined {
  const at: JSONPath = ['routes', 'public'];
  const known = isListAt(before, at);
  if (known === undefined) return undefined;
  const after = routes.reduce((text, route) => changed(text, [...at, -1], { route, reason: '' }), known);
  return editOf(before ?? '', after, (changedFrom) => {
    const found = after.indexOf(EMPTY, changedFrom);
    return found < 0 ? undefined : { start: found + EMPTY.length - 1, end: found + EMPTY.length - 1 };
  });
}
const EMPTY = '"reason": ""';

/** All endpoints below the key must have the control. */
export function requireControl(before: string | undefined, key: string, kind: ControlName): PolicyEdit | undefined {
  const at: JSONPath = ['routes', 'require', key];
  const known = isListAt(before, at);
  if (known === undefined) return undefined;
  const after = changed(known, [...at, -1], kind);
  return editOf(before ?? '', after, () => {
    const node = findNodeAtLocation(parseTree(after, [], { allowTrailingComma: true })!, at)?.parent;
    return node && { start: node.offset, end: node.offset + node.length };
  });
}

/** The text, if there is a list at the place, or none yet; undefined where nothing can be written there. */
function isListAt(text: string | undefined, at: JSONPath): string | undefined {
  if (text === undefined || text.trim() === '') return '{}\n';
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') return undefined;
  for (let depth = 1; depth <= at.length; depth++) {
    const node = findNodeAtLocation(root, at.slice(0, depth));
    if (node === undefined) break;
    if (node.type !== (depth === at.length ? 'array' : 'object')) return undefined;
  }
  return text;
}

function changed(text: string, at: JSONPath, value: unknown): string {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1];
  const formattingOptions = {
    insertSpaces: indent?.startsWith('\t') !== true,
    tabSize: indent === undefined || indent.startsWith('\t') ? 2 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, at, value, { formattingOptions, isArrayInsertion: true }));
}

/** The one stretch in which the texts differ. */
function editOf(before: string, after: string, select: (from: number) => Span | undefined): PolicyEdit {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const text = after.slice(start, after.length - end);
  return {
    span: { start, end: before.length - end },
    text,
    selected: select(start) ?? { start, end: start + text.length },
    after,
  };
}
