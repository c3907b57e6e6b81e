/** One line of IR text as tokens, and the small steps by which read.ts takes them. */
import type { At, Reg } from './types';

export class IrTextError extends Error {
  /** `line` is 1-based. */
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`line ${line}: ${problem}`);
    this.name = 'IrTextError';
  }
}

type Kind = 'word' | 'string' | 'register' | 'variable' | 'place' | 'number sign' | 'mark';

interface Token {
  readonly kind: Kind;
  /** As written. */
  readonly text: string;
  /** What it says: a string's content, what follows `%`, `$` or `#`. */
  readonly value: string;
}

const TOKEN =
  /\s*(?:(\/\/.*)|("(?:[^"\\]|\\.)*")|%(\d+)|\$(\w+)|(@\d+\.\.\d+)|#(\d+)|(\.\.\.|[()[\]{},:])|((?:(?!\.\.\.|\/\/)[^\s()[\]{},:"%$@#])+|%(?!\d)))/y;
const KINDS: readonly (Kind | undefined)[] = [
  undefined,
  undefined,
  'string',
  'register',
  'variable',
  'place',
  'number sign',
  'mark',
  'word',
];

export class IrLine {
  private readonly tokens: Token[] = [];
  private next = 0;

  /** `number` is 1-based; `start` is the offset of the line in the text. */
  constructor(
    readonly number: number,
    readonly text: string,
    private readonly start: number,
  ) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) {
        if (text.slice(at).trim() === '') break;
        this.fail(`cannot read ${JSON.stringify(text.slice(at).trim())}`);
      }
      const group = KINDS.findIndex((kind, g) => kind !== undefined && match[g] !== undefined);
      if (group < 0) break;
      const written = match[group];
      this.tokens.push({ kind: KINDS[group] as Kind, text: match[0].trim(), value: group === 2 ? this.unquote(written) : written });
    }
  }

  get isEmpty(): boolean {
    return this.tokens.length === 0;
  }
  /** The line begins with this word. */
  begins(word: string): boolean {
    return this.tokens[0]?.kind === 'word' && this.tokens[0].text === word;
  }
  get first(): string {
    return this.tokens[0]?.text ?? '';
  }

  fail(problem: string): never {
    throw new IrTextError(this.number, problem);
  }

  /** True, and past it, when the next token is this one. */
  accept(text: string): boolean {
    const token = this.tokens[this.next];
    if (token === undefined || token.kind === 'string' || token.text !== text) return false;
    this.next++;
    return true;
  }
  expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected \`${text}\`, found ${this.here()}`);
  }
  word(what: string): string {
    return this.take('word', what).text;
  }
  /** A word, or a string where it is none. */
  name(what: string): string {
    const token = this.tokens[this.next];
    if (token?.kind !== 'word' && token?.kind !== 'string') this.fail(`expected ${what}, found ${this.here()}`);
    this.next++;
    return token.value;
  }
  isNext(kind: Kind): boolean {
    return this.tokens[this.next]?.kind === kind;
  }
  register(): Reg {
    return Number(this.take('register', 'a register (%0)').value);
  }
  /** A register, or `-` for none. */
  registerOrNone(): Reg {
    return this.accept('-') ? -1 : this.register();
  }
  registers(): Reg[] {
    const out: Reg[] = [];
    while (this.isNext('register')) out.push(this.register());
    return out;
  }
  variable(): string {
    return this.take('variable', 'a variable ($name)').value;
  }
  captureNumber(): number | undefined {
    return this.isNext('number sign') ? Number(this.take('number sign', '').value) : undefined;
  }
  integer(what: string): number {
    const text = this.word(what);
    if (!/^\d+$/.test(text)) this.fail(`expected ${what}, found ${text}`);
    return Number(text);
  }
  /** `f3`, `b0`, `c1`: the number. */
  numbered(letter: string, what: string): number {
    const text = this.word(what);
    if (text[0] !== letter || !/^.\d+$/.test(text)) this.fail(`expected ${what} (${letter}0), found ${text}`);
    return Number(text.slice(1));
  }
  /** `@3..7`, if it comes next. */
  place(): At | undefined {
    if (!this.isNext('place')) return undefined;
    const [start, end] = this.take('place', '').value.slice(1).split('..').map(Number);
    if (end < start) this.fail(`the place ends before it begins: @${start}..${end}`);
    return { start, end };
  }
  /** The place at the end of the line, or else the line itself. */
  finish(): At {
    const at = this.place();
    if (this.next < this.tokens.length) this.fail(`nothing should follow here, found ${this.here()}`);
    if (at) return at;
    const code = this.text.trim();
    const start = this.start + this.text.indexOf(code);
    return { start, end: start + code.length };
  }
  /** A list between two marks, separated by commas. */
  list<T>(open: string, close: string, item: () => T): T[] {
    const out: T[] = [];
    this.expect(open);
    if (this.accept(close)) return out;
    do out.push(item());
    while (this.accept(','));
    this.expect(close);
    return out;
  }

  private take(kind: Kind, what: string): Token {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) this.fail(`expected ${what}, found ${this.here()}`);
    this.next++;
    return token;
  }
  private here(): string {
    const token = this.tokens[this.next];
    return token ? `\`${token.text}\`` : 'the end of the line';
  }
  private unquote(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      return this.fail(`this is no JSON string: ${text}`);
    }
  }
}
