/** Parses the path language of models (its grammar stands in model.ts) into plain data. Errors say which path and where. */

export type FilterTest =
  | { readonly is: 'one-of'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly is: 'contains'; readonly texts: readonly string[] }
  /** A known text that contains none of them. */
  | { readonly is: 'lacks'; readonly texts: readonly string[] }
  | { readonly is: 'not'; readonly value: string | number | boolean | null }
  | { readonly is: 'present' }
  | { readonly is: 'unknown' }
  | { readonly is: 'plain-pattern'; readonly holds: boolean }
  | { readonly is: 'absent' }
  /** Absent, or nothing is known of it. */
  | { readonly is: 'not-shown' };

/** A condition on an argument of the call that follows. */
export interface Filter {
  /** Its position, or the name of a keyword argument. */
  readonly argument: number | string;
  /** Field path below the argument. */
  readonly fields: readonly string[];
  readonly test: FilterTest;
}

export type Selector =
  | { readonly select: 'index'; readonly index: number }
  | { readonly select: 'from'; readonly index: number }
  | { readonly select: 'last' }
  | { readonly select: 'any' }
  /** A function; `arity` when only functions with exactly that many parameters are meant. */
  | { readonly select: 'fn'; readonly arity?: number }
  | { readonly select: 'name'; readonly name: string }
  /** All keyword arguments, as the fields of one object. */
  | { readonly select: 'names' }
  | { readonly select: 'this' }
  | { readonly select: 'tag' };

export type PathRoot =
  | { readonly root: 'module'; readonly module: string }
  | { readonly root: 'declared'; readonly type: string }
  | { readonly root: 'name'; readonly name: string }
  | { readonly root: 'any' }
  /** `index` -1: the parameter of that one name, wherever it stands. */
  | { readonly root: 'params'; readonly names: readonly string[]; readonly index: number };

export type PathStep =
  /** A member; no names means any. */
  | { readonly step: 'member'; readonly names: readonly string[] }
  | { readonly step: 'call'; readonly filters: readonly Filter[] }
  | { readonly step: 'tag' }
  | { readonly step: 'element' }
  /** A parameter of a function given as argument, or in a field of one; -1 for any. */
  | {
      readonly step: 'parameter';
      readonly selector: Selector;
      readonly fields: readonly string[];
      readonly index: number;
      readonly filters: readonly Filter[];
    };

/** Below an argument: `.name`, `.*` (any one field), `[]`, `=>` (what the function returns), `**` (it and everything below). */
export type SubStep =
  | { readonly sub: 'field'; readonly name: string }
  | { readonly sub: 'any-field' }
  | { readonly sub: 'element' }
  | { readonly sub: 'element-before'; readonly constant: string }
  | { readonly sub: 'returned' }
  | { readonly sub: 'deep'; readonly without: readonly string[] }
  | { readonly sub: 'parameter'; readonly index: number };

export interface Position {
  readonly filters: readonly Filter[];
  readonly selector: Selector;
  readonly below: readonly SubStep[];
}

export interface Path {
  readonly text: string;
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
  /** The path names a place in a call of what the steps name, not a value. */
  readonly position?: Position;
}

/** Name of the member that stands for any parameter of a method. */
export const ANY_PARAMETER = '#*';

export class PathError extends Error {}

/** Parses a whole path. */
export function parsePath(text: string): Path {
  return new PathParser(text).path();
}

/** Parses the place inside a call that flows and roles use: `(0).text`, `(this)[]`, `()`, `()[]`. `()` has selector undefined. */
export function parsePlace(text: string): { readonly selector: Selector | undefined; readonly below: readonly SubStep[] } {
  return new PathParser(text).place();
}

class PathParser {
  private at = 0;

  constructor(private readonly text: string) {}

  path(): Path {
    const root = this.root();
    const steps: PathStep[] = [];
    let filters: Filter[] = [];
    let position: Position | undefined;
    while (this.at < this.text.length && !position) {
      const c = this.text[this.at];
      if (c === '.') {
        this.at++;
        steps.push({ step: 'member', names: this.names() });
      } else if (c === '#' && steps.at(-1)?.step === 'member') {
        // A parameter of a method that a class below defines.
        const index = this.parameterIndex();
        steps.push({ step: 'member', names: [index < 0 ? ANY_PARAMETER : `#${index}`] });
      } else if (c === '`') {
        this.at++;
        steps.push({ step: 'tag' });
      } else if (c === '[') {
        if (this.text.startsWith('[]', this.at)) {
          this.at += 2;
          steps.push({ step: 'element' });
        } else filters.push(this.filter());
      } else if (this.text.startsWith('()', this.at)) {
        this.at += 2;
        steps.push({ step: 'call', filters });
        filters = [];
      } else if (c === '(') {
        const selector = this.selector();
        const fields = this.fieldsToParameter();
        if (this.text[this.at] === '#') {
          steps.push({ step: 'parameter', selector, fields, index: this.parameterIndex(), filters });
        } else position = { filters, selector, below: this.below() };
        filters = [];
      } else this.fail('expected `.`, `(`, `[` or a backquote');
    }
    if (this.at < this.text.length) this.fail('expected the end');
    if (filters.length > 0) this.fail('a filter stands before a call');
    return position ? { text: this.text, root, steps, position } : { text: this.text, root, steps };
  }

  place(): { selector: Selector | undefined; below: SubStep[] } {
    let selector: Selector | undefined;
    if (this.text.startsWith('()', this.at)) this.at += 2;
    else selector = this.selector();
    const below = this.below();
    if (this.at < this.text.length) this.fail('expected the end');
    return { selector, below };
  }

  private root(): PathRoot {
    const c = this.text[this.at];
    if (c === '"') {
      const end = this.text.indexOf('"', 1);
      if (end < 0) this.fail('the module name has no closing quote');
      this.at = end + 1;
      return { root: 'module', module: this.text.slice(1, end).replace(/^node:/, '') };
    }
    if (c === '<') {
      const end = this.text.indexOf('>');
      if (end < 0) this.fail('the type has no closing `>`');
      this.at = end + 1;
      return { root: 'declared', type: this.text.slice(1, end) };
    }
    if (c === '*') {
      this.at++;
      return { root: 'any' };
    }
    if (c === '(') {
      const end = this.text.indexOf(')');
      const names = this.text
        .slice(1, end)
        .split(',')
        .map((n) => n.trim());
      this.at = end + 1;
      if (names.length === 2 && names[0] === '..') return { root: 'params', names: [names[1]], index: -1 };
      if (end < 0 || this.text[this.at] !== '#') this.fail('parameters are followed by `#` and a number');
      return { root: 'params', names, index: this.parameterIndex() };
    }
    return { root: 'name', name: this.name() };
  }

  private names(): string[] {
    if (this.text[this.at] === '*') {
      this.at++;
      return [];
    }
    if (this.text[this.at] !== '{') return [this.name()];
    const end = this.text.indexOf('}', this.at);
    if (end < 0) this.fail('`{` is not closed');
    const names = this.text
      .slice(this.at + 1, end)
      .split(',')
      .map((n) => n.trim());
    this.at = end + 1;
    if (names.some((n) => n === '')) this.fail('an empty name between braces');
    return names;
  }

  private name(): string {
    const match = /[\w$#][\w$-]*/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) this.fail('expected a name');
    this.at = match.lastIndex;
    return (found as RegExpExecArray)[0];
  }

  private selector(): Selector {
    const end = this.text.indexOf(')', this.at);
    if (this.text[this.at] !== '(' || end < 0) this.fail('expected a place in parentheses');
    const inside = this.text.slice(this.at + 1, end).trim();
    this.at = end + 1;
    if (/^\d+$/.test(inside)) return { select: 'index', index: Number(inside) };
    if (/^\d+\.\.$/.test(inside)) return { select: 'from', index: Number(inside.slice(0, -2)) };
    const arity = /^fn\/(\d+)$/.exec(inside);
    if (arity) return { select: 'fn', arity: Number(arity[1]) };
    switch (inside) {
      case 'fn':
        return { select: 'fn' };
      case 'last':
        return { select: 'last' };
      case '*':
        return { select: 'any' };
      case 'this':
        return { select: 'this' };
      case '`':
        return { select: 'tag' };
    }
    if (inside === ':') return { select: 'names' };
    if (/^[\w-]+:$/.test(inside)) return { select: 'name', name: inside.slice(0, -1) };
    return this.fail(`\`(${inside})\` is no argument`);
  }

  /** `.handler` of `(0).handler#0`. */
  private fieldsToParameter(): readonly string[] {
    const match = /((?:\.[\w$-]+|\[\])+)#/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) return [];
    this.at += found[1].length;
    return found[1].match(/\[\]|[\w$-]+/g) ?? [];
  }

  private parameterIndex(): number {
    this.at++;
    if (this.text[this.at] === '*') {
      this.at++;
      return -1;
    }
    const match = /\d+/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) this.fail('expected the number of a parameter');
    this.at = match.lastIndex;
    return Number((found as RegExpExecArray)[0]);
  }

  private below(): SubStep[] {
    const below: SubStep[] = [];
    while (this.at < this.text.length) {
      if (this.text.startsWith('.**', this.at)) {
        this.at += 3;
        let without: readonly string[] = [];
        if (this.text[this.at] === '!') {
          this.at++;
          without = this.names();
        }
        below.push({ sub: 'deep', without });
      } else if (this.text.startsWith('.*', this.at)) {
        this.at += 2;
        below.push({ sub: 'any-field' });
      } else if (this.text.startsWith("[..'", this.at)) {
        const end = this.text.indexOf("']", this.at);
        if (end < 0) this.fail("`[..'` is not closed");
        below.push({ sub: 'element-before', constant: this.text.slice(this.at + 4, end) });
        this.at = end + 2;
      } else if (this.text.startsWith('[]', this.at)) {
        this.at += 2;
        below.push({ sub: 'element' });
      } else if (this.text.startsWith('=>', this.at)) {
        this.at += 2;
        below.push({ sub: 'returned' });
      } else if (this.text[this.at] === '#') {
        below.push({ sub: 'parameter', index: this.parameterIndex() });
      } else if (this.text[this.at] === '.') {
        this.at++;
        below.push({ sub: 'field', name: this.name() });
      } else this.fail('expected `.`, `[]` or `=>` below an argument');
    }
    return below;
  }

  private filter(): Filter {
    const end = closingBracket(this.text, this.at);
    if (end < 0) this.fail('`[` is not closed');
    const inside = this.text.slice(this.at + 1, end);
    const match = /^(\d+|[A-Za-z_]\w*:)((?:\.[\w$-]+)*)\s*(!=|!~|=|~)\s*(.+)$/.exec(inside);
    if (!match) return this.fail("a filter looks like [0='md5'], [2.shell=true] or [shell:=true]");
    const [, argument, fields, operator, value] = match;
    const filter = {
      argument: argument.endsWith(':') ? argument.slice(0, -1) : Number(argument),
      fields: fields.split('.').filter((f) => f !== ''),
    };
    this.at = end + 1;
    if (operator === '~' || operator === '!~') {
      const texts = value.split('|').map((v) => String(this.constant(v)).toLowerCase());
      return { ...filter, test: { is: operator === '~' ? 'contains' : 'lacks', texts } };
    }
    if (value === '/plain/') return { ...filter, test: { is: 'plain-pattern', holds: operator === '=' } };
    if (operator === '!=' && value === '*') return { ...filter, test: { is: 'not-shown' } };
    if (operator === '!=') return { ...filter, test: { is: 'not', value: this.constant(value) } };
    if (value === '*') return { ...filter, test: { is: 'present' } };
    if (value === '?') return { ...filter, test: { is: 'unknown' } };
    if (value === 'absent') return { ...filter, test: { is: 'absent' } };
    return { ...filter, test: { is: 'one-of', values: value.split('|').map((v) => this.constant(v)) } };
  }

  private constant(text: string): string | number | boolean | null {
    const trimmed = text.trim();
    if (/^'.*'$/.test(trimmed)) return trimmed.slice(1, -1);
    if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
    if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
    if (trimmed === 'null') return null;
    return this.fail(`\`${trimmed}\` is no constant`);
  }

  private fail(why: string): never {
    throw new PathError(`${this.text}: ${why}, at character ${this.at + 1}`);
  }
}

function closingBracket(text: string, from: number): number {
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "'") quoted = !quoted;
    else if (text[i] === ']' && !quoted) return i;
  }
  return -1;
}
