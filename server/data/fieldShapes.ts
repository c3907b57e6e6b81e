/** What a field of a request may hold, guessed from its name where nothing else tells. */
import { splitWords } from './words';

/** `prose`: text that may be long. `numeral`: a number, or the text of one. */
export type FieldShape = 'text' | 'prose' | 'email' | 'number' | 'numeral' | 'boolean' | 'list' | 'unknown';

const TEXT = new Set(
  'name firstname lastname username nickname title subject address street city country password passphrase label slug phone url code currency'.split(
    ' ',
  ),
);
const PROSE = new Set('text body message comment description summary content note notes bio'.split(' '));
const NUMERAL = new Set(
  'amount cents cent price quantity qty count total age size limit page offset nights rating score weight'.split(' '),
);
const BOOLEAN = new Set('is has should can enabled disabled active confirmed accepted'.split(' '));
const LIST = new Set('ids items tags emails lines'.split(' '));

export function shapeByName(name: string): FieldShape {
  const words = splitWords(name);
  const last = words.at(-1) ?? '';
  if (last === 'email' || last === 'mail') return 'email';
  if (TEXT.has(last)) return 'text';
  if (PROSE.has(last)) return 'prose';
  if (NUMERAL.has(last)) return 'numeral';
  if (LIST.has(last)) return 'list';
  return BOOLEAN.has(words[0]) || BOOLEAN.has(last) ? 'boolean' : 'unknown';
}
