/** Reads JSON with comments strictly: each mistake is kept with its place and with what to do. */
// The package's CommonJS entry is UMD, which bundlers cannot follow.
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser/lib/esm/main.js';
import { LineIndex } from '../base/lineIndex';
import { nearest } from './nearest';

export type { Node };

export interface PolicyProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

export class Checked {
  readonly problems: PolicyProblem[] = [];
  private readonly lines: LineIndex;

  constructor(private readonly text: string) {
    this.lines = new LineIndex(text);
  }

  /** Undefined when the text cannot be read at all; then there is a problem. */
  root(): Node | undefined {
    const errors: ParseError[] = [];
    const root = parseTree(this.text, errors, { allowTrailingComma: true });
    for (const error of errors) this.complain(error.offset, `${said(printParseErrorCode(error.error))}. Correct the JSON here.`);
    if (errors.length > 0) return undefined;
    if (root === undefined) this.complain(0, 'The file is empty. Write `{}` for a policy without rules of its own.');
    return root;
  }

  choice<T extends string>(node: Node | undefined, what: string, allowed: readonly T[]): T | undefined {
    if (node === undefined) return undefined;
    const found = allowed.find((word) => word === node.value);
    if (found === undefined) this.complain(node.offset, `${what} must be one of ${allowed.map((word) => `"${word}"`).join(', ')}.`);
    return found;
  }

  /** Its elements; none, after a complaint, where it is no list. */
  list(node: Node | undefined, otherwise: string): readonly Node[] {
    if (node === undefined) return [];
    if (node.type !== 'array') this.complain(node.offset, otherwise);
    return node.type === 'array' ? (node.children ?? []) : [];
  }

  /** The fields of an object node by name, after complaints about unknown and repeated ones. */
  object(node: Node | undefined, what: string, known: readonly string[] | undefined): Map<string, Node> {
    const out = new Map<string, Node>();
    if (node === undefined) return out;
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

  complain(offset: number, message: string): void {
    const { line, character } = this.lines.positionAt(offset);
    this.problems.push({ line: line + 1, column: character + 1, message });
  }
}

/** `CloseBraceExpected` → `Close brace expected`. */
function said(code: string): string {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
