/** What an endpoint takes from a request, and whether anybody looks at it: told by what its handler declares and fills. */
import type { Confidence } from '../../base/finding';
import type { DeclaredPart, RouteBody, RouteEntry, RoutePlace, RouteType } from '../../base/route';
import { asksOfField } from '../../data/recordFields';
import type { Records } from './records';

export interface Look {
  /**
   * `checked`: it is looked at before anything is done with it. `unasked`: what it has to be is said, and nobody asks. `ignored`: what
   * comes of looking is thrown away. `bare`: nothing is said of what it may be.
   */
  readonly is: 'checked' | 'unasked' | 'ignored' | 'bare';
  /** What is filled: requests with the same are one. */
  readonly of: string;
  readonly place: RoutePlace;
  readonly message: string;
  readonly confidence: Confidence;
}

/** Undefined where nothing is known of what it takes. */
export function inputOf(records: Records, route: RouteEntry): Look | undefined {
  return declaredInput(records, route) ?? filledInput(records, route);
}

/** Parameters that a framework fills, and checks where they say so: `@Valid @RequestBody NewOrder`. */
function declaredInput(records: Records, route: RouteEntry): Look | undefined {
  const { head } = route;
  const parameter = head?.parameters.find(({ marks }) => marks.some((m) => /^@(?:RequestBody|ModelAttribute)\b/.test(m)));
  if (!head || !parameter || /[<[]/.test(parameter.type)) return undefined;
  const of = parameter.type;
  const place = { file: head.file, span: parameter.span };
  if (parameter.marks.some((m) => /^@Valid(?:ated)?\b/.test(m))) return { is: 'checked', of, place, message: '', confidence: 'high' };
  const type = records.named(of, head.file);
  if (!type) return undefined;
  const asked = askedOf(records, type);
  if (asked.length > 0) {
    if (route.ofShape === 'validates') return undefined;
    const message = `takes \`${type.name}\` without \`@Valid\`, so that what is asked of ${named(asked)} is never looked at.`;
    // What keeps records may look when it stores them.
    return { is: 'unasked', of, place, message, confidence: records.isStored(type) ? 'medium' : 'high' };
  }
  // A record that is taken whole is another matter.
  if (!saysNothing(type) || records.isStored(type)) return undefined;
  return { is: 'bare', of, place, message: `takes \`${type.name}\` as it comes: nothing is asked of its fields.`, confidence: 'medium' };
}

/** Structs that handlers have filled: `c.ShouldBindJSON(&order)`. */
function filledInput(records: Records, route: RouteEntry): Look | undefined {
  for (const body of route.bodies) {
    if (body.does !== 'fill' || !isOfRequest(body)) continue;
    const [only] = body.of;
    const type = body.of.length === 1 ? records.in(only.file, only.name) : undefined;
    if (!type) continue;
    const of = `${type.file} ${type.name}`;
    const { place } = body;
    if (body.used === 'none') {
      const message = `goes on with \`${type.name}\` whether or not \`${called(body)}\` could read it: its error is ignored.`;
      return { is: 'ignored', of, place, message, confidence: 'high' };
    }
    const asked = askedOf(records, type);
    if (asked.length > 0) {
      const isBound = asked.some(({ marks }) => marks.some((m) => /\bbinding:"/.test(m)));
      if (isBound || route.ofShape === 'validates') return { is: 'checked', of, place, message: '', confidence: 'high' };
      const message = `takes \`${type.name}\`, and nothing looks at what its tags ask of ${named(asked)}.`;
      return { is: 'unasked', of, place, message, confidence: 'medium' };
    }
    const message = `takes \`${type.name}\` as it comes (\`${called(body)}\`): nothing is asked of its fields.`;
    return saysNothing(type) && !records.isStored(type) ? { is: 'bare', of, place, message, confidence: 'high' } : undefined;
  }
  return undefined;
}

/** A decoder may read whatever it was made for. */
function isOfRequest({ name }: RouteBody): boolean {
  return !/Decode/.test(name) || /(?:\br|\breq|\brequest|\.Request|\w*[rR]eq\w*)\.Body\b|\bbody\b/.test(name);
}

/** `json.NewDecoder(…).Decode` */
function called({ name }: RouteBody): string {
  return name.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '(…)');
}

function askedOf(records: Records, type: RouteType): readonly DeclaredPart[] {
  return records.line(type).flatMap(({ fields }) => fields.filter(({ marks }) => asksOfField(marks)));
}

function named(fields: readonly DeclaredPart[]): string {
  const names = fields.slice(0, 2).map(({ name }) => `\`${name}\``);
  return fields.length > names.length ? `${names.join(', ')} and others` : names.join(' and ');
}

/** It has fields that could be anything. */
function saysNothing({ fields }: RouteType): boolean {
  return fields.some(({ type }) =>
    /^\*?(?:string|u?int\d*|float\d*|String|Integer|Long|long|Double|double|BigDecimal|number)\b/.test(type),
  );
}
