/** Answers what the engine asks about identifiers (its `NameOracle`); every answer is kept, since a program repeats its names. */
import { actionWords } from './actionWords';
import { claimWords } from './claimWords';
import { classify } from './classify';
import { controlWords } from './controlWords';
import { isAboutData, isToldBy } from './parts';
import { isSecretName } from './secretNames';
import { splitWords } from './words';

/** Forgetting everything now and then is cheaper than keeping track of what was used last. */
const MAX_KEPT = 50_000;

/** No name of an owner. */
const NO_OWNER = '\n';
/** By owner; `''` where the name says nothing. */
const types = new Map<string, Map<string, string>>();
let typesKept = 0;
const secrets = new Map<string, boolean>();
const abouts = new Map<string, boolean>();

export const nameOracle = {
  dataType(name: string, owner: string | undefined): string | undefined {
    let names = types.get(owner ?? NO_OWNER);
    let known = names?.get(name);
    if (known === undefined) {
      if (typesKept++ >= MAX_KEPT) {
        types.clear();
        names = undefined;
        typesKept = 0;
      }
      if (!names) {
        names = new Map();
        types.set(owner ?? NO_OWNER, names);
      }
      known = dataType(name, owner) ?? '';
      names.set(name, known);
    }
    return known === '' ? undefined : known;
  },
  fieldRead,
  isTold: isToldBy,
  controls: controlWords,
  actions: actionWords,
  claims: claimWords,
  isAbout(name: string): boolean {
    let known = abouts.get(name);
    if (known === undefined) {
      if (abouts.size >= MAX_KEPT) abouts.clear();
      known = isAboutData(name);
      abouts.set(name, known);
    }
    return known;
  },
  isSecret(name: string): boolean {
    let known = secrets.get(name);
    if (known === undefined) {
      if (secrets.size >= MAX_KEPT) secrets.clear();
      known = isSecretName(name);
      secrets.set(name, known);
    }
    return known;
  },
};

/** Methods that hand out a field are named after it: `getEmail`, `get_email`, `GetEmail`. */
function fieldRead(method: string): string | undefined {
  const [, field] = /^(?:[gG]et_?)([A-Z]\w*|(?<=_)\w+)$/.exec(method) ?? [];
  return field === undefined ? undefined : `${field[0].toLowerCase()}${field.slice(1)}`;
}

const PLAIN: ReadonlySet<string> = new Set(['new', 'my', 'old', 'the', 'raw', 'signed']);

/** An unclear term alone is no answer, but for a bare `token`, which rules judge by what else is there. */
function dataType(name: string, owner: string | undefined): string | undefined {
  const found = classify(name, owner);
  if (!found) return undefined;
  if (found.confidence !== 'low') return found.type;
  const words = splitWords(name);
  return words.at(-1) === 'token' && words.slice(0, -1).every((w) => PLAIN.has(w)) ? 'unclear-token' : undefined;
}
