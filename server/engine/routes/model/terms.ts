/** Expressions that say what is asked of a client: `hasRole('A') and isAuthenticated()`. Words are the models', operators are the usual ones. */
import type { ControlKind } from '../../kinds';
import type { ControlNames } from '../names';
import type { Terms } from './declaredModel';

/** What is asked: of each kind, always or perhaps. `open`: nothing, on any account. */
type Asked = { readonly open: boolean; readonly kinds: ReadonlyMap<ControlKind, 'always' | 'perhaps'> };

const OPEN: Asked = { open: true, kinds: new Map() };
const MAX_TOKENS = 200;

export function kindsOfTerms(
  text: string,
  terms: readonly Terms[],
  names: ControlNames,
): { readonly kinds: readonly ControlKind[]; readonly doubts: readonly ControlKind[] } {
  const asked = new Reader(text, terms, names).read();
  const of = (how: 'always' | 'perhaps'): ControlKind[] => [...asked.kinds].flatMap(([kind, h]) => (h === how ? [kind] : []));
  return { kinds: of('always'), doubts: of('perhaps') };
}

class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(
    text: string,
    private readonly terms: readonly Terms[],
    private readonly names: ControlNames,
  ) {
    this.tokens = (text.match(/'[^']*'|"[^"]*"|&&|\|\||[!=<>]=|[\w$@#.]+|[^\s\w]/g) ?? []).slice(0, MAX_TOKENS);
  }

  read(): Asked {
    const asked = this.either();
    return this.at < this.tokens.length ? perhaps(asked) : asked;
  }

  private either(): Asked {
    let asked = this.both();
    while (this.takes('or', '||')) {
      const other = this.both();
      asked = asked.open || other.open ? OPEN : { open: false, kinds: inBoth(asked, other) };
    }
    return asked;
  }

  private both(): Asked {
    let asked = this.one();
    while (this.takes('and', '&&')) {
      const other = this.one();
      const kinds = new Map(asked.kinds);
      for (const [kind, how] of other.kinds) if (kinds.get(kind) !== 'always') kinds.set(kind, how);
      asked = { open: asked.open && other.open, kinds };
    }
    return asked;
  }

  private one(): Asked {
    if (this.takes('not', '!')) return this.negated(this.one());
    if (this.tokens[this.at] === '(') {
      this.at++;
      const asked = this.either();
      if (this.tokens[this.at] === ')') this.at++;
      return this.endsHere() ? asked : this.term();
    }
    return this.term();
  }

  /** Who is not this may be anybody: only what would have let everybody in asks for something then. */
  private negated(asked: Asked): Asked {
    return asked.open
      ? this.asks(['authentication'], 'always')
      : perhaps(asked.kinds.size > 0 ? asked : this.asks(['authentication', 'authorisation'], 'perhaps'));
  }

  /** One comparison or call, up to the next operator. */
  private term(): Asked {
    const from = this.at;
    for (let depth = 0; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (depth === 0 && this.endsHere()) break;
      if (/^[([{]$/.test(token)) depth++;
      else if (/^[)\]}]$/.test(token)) depth--;
    }
    const words = this.tokens.slice(from, this.at);
    if (words.length === 0) {
      this.at++;
      return this.asks(['authentication', 'authorisation'], 'perhaps');
    }
    const isWhole = words.length === 1 || (words[1] === '(' && words.indexOf(')') === words.length - 1);
    const name = words[0].slice(words[0].lastIndexOf('.') + 1);
    for (const { kinds, open, closed } of isWhole ? this.terms : []) {
      if (open.includes(name)) return OPEN;
      if (closed.includes(name)) return this.asks(['authentication', 'authorisation'], 'always');
      if (Object.hasOwn(kinds, name)) return this.asks(kinds[name], 'always');
    }
    // What nobody knows compares something with the client, or asks the program.
    const said = words.flatMap((w) => w.match(/[A-Za-z_$][\w$]*/g) ?? []);
    return this.asks(['authorisation'], this.names.isAboutClient(said) ? 'always' : 'perhaps');
  }

  private asks(kinds: readonly ControlKind[], how: 'always' | 'perhaps'): Asked {
    return { open: false, kinds: new Map(kinds.map((kind) => [kind, how])) };
  }

  private endsHere(): boolean {
    return this.at >= this.tokens.length || /^(?:and|or|&&|\|\||\))$/.test(this.tokens[this.at]);
  }
  private takes(...words: readonly string[]): boolean {
    if (!words.includes(this.tokens[this.at])) return false;
    this.at++;
    return true;
  }
}

function inBoth(a: Asked, b: Asked): ReadonlyMap<ControlKind, 'always' | 'perhaps'> {
  const out = new Map<ControlKind, 'always' | 'perhaps'>();
  for (const kind of new Set([...a.kinds.keys(), ...b.kinds.keys()]))
    out.set(kind, a.kinds.get(kind) === 'always' && b.kinds.get(kind) === 'always' ? 'always' : 'perhaps');
  return out;
}

function perhaps({ open, kinds }: Asked): Asked {
  return { open, kinds: new Map([...kinds.keys()].map((kind) => [kind, 'perhaps'])) };
}
