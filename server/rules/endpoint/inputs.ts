/** What an endpoint takes from a request, and whether anybody looks at it: told by what its handler declares and fills. */
import type { Confidence } from '../../base/finding';
import type { DeclaredPart, RouteBody, RouteEntry, RouteHead, RoutePlace, RouteType } from '../../base/route';
import { asksOfField } from '../../data/recordFields';
import { isSafe } from './exposure';
import type { Records } from './records';

export interface Look {
  /**
   * `checked`: it is looked at before anything is done with it. `unasked`: what it has to be is said, and nobody asks. `ignored`: what
   * comes of looking is thrown away. `unread`: what is found wrong is noted, and nobody asks. `bare`: nothing is said of what it may be.
   */
  readonly is: 'checked' | 'unasked' | 'ignored' | 'unread' | 'bare';
  /** What is filled: requests with the same are one. */
  readonly of: string;
  readonly place: RoutePlace;
  readonly message: string;
  readonly confidence: Confidence;
  /** Fields of which something is asked that nobody looks at. */
  readonly asked?: readonly (DeclaredPart & { readonly file: string })[];
  /** What it is filled into, where that is of the program. */
  readonly type?: RouteType;
}

/** Undefined where nothing is known of what it takes. `setUp`: the program looks at all that is declared. */
export function inputOf(records: Records, route: RouteEntry, setUp: boolean): Look | undefined {
  return declaredInput(records, route, setUp) ?? filledInput(records, route) ?? controlled(route);
}

/** Of all others, what stands before the handler, and what its code looks at. */
function controlled(route: RouteEntry): Look | undefined {
  const { validation } = route.controls;
  const place = { file: route.file, span: route.span };
  const of = `${route.file} ${route.span.start}`;
  if (isSafe(route.method) || !route.isSeen || !/\.(?:[cm]?[jt]sx?|py)$/.test(route.file)) return undefined;
  if (route.head?.marks.some((m) => NEST.test(m))) return undefined;
  if (validation.state === 'guarded') return { is: 'checked', of, place, message: '', confidence: 'high' };
  if (validation.state !== 'unguarded' || route.ofShape === 'validates') return undefined;
  const unread = validation.evidence.find((e) => e.unread);
  if (unread) {
    const message = `goes on whatever is wrong with its request: ${unread.message}.`;
    return { is: 'unread', of, place, message, confidence: 'high' };
  }
  if (!route.ofBody || route.ofShape !== undefined) return undefined;
  return { is: 'bare', of, place, message: 'uses what its request brings, and nothing looks at it.', confidence: 'high' };
}

/** Parameters that a framework fills, and checks where they say so: `@Valid @RequestBody NewOrder`. */
function declaredInput(records: Records, route: RouteEntry, setUp: boolean): Look | undefined {
  const { head } = route;
  if (!head) return undefined;
  return (
    annotated(records, route, head) ??
    (/\.py$/.test(head.file) ? typedByModel(records, route, head) : undefined) ??
    (head.marks.some((m) => NEST.test(m)) ? decorated(records, head, setUp) : undefined)
  );
}

function annotated(records: Records, route: RouteEntry, head: RouteHead): Look | undefined {
  const parameter = head.parameters.find(({ marks }) => marks.some((m) => /^@(?:RequestBody|ModelAttribute)\b/.test(m)));
  if (!parameter || /[<[]/.test(parameter.type)) return undefined;
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
    return { is: 'unasked', of, place, message, confidence: records.isStored(type) ? 'medium' : 'high', asked, type };
  }
  // A record that is taken whole is another matter.
  if (!saysNothing(type) || records.isStored(type)) return undefined;
  const message = `takes \`${type.name}\` as it comes: nothing is asked of its fields.`;
  return { is: 'bare', of, place, message, confidence: 'medium', type };
}

/** A body that is declared to be of a model is held to it; one that may be any mapping is not. */
function typedByModel(records: Records, route: RouteEntry, head: RouteHead): Look | undefined {
  if (!head.marks.some((m) => /^@\w+\.(?:post|put|patch|api_route)\(/.test(m))) return undefined;
  for (const { name, type, marks, span } of head.parameters) {
    const plain = type.replace(/^(?:Annotated\[|Optional\[)?\s*([\w.]*).*$/s, '$1');
    if (
      marks.some((m) => /^(?:Depends|Security|Query|Path|Header|Cookie|File)\(/.test(m)) ||
      /\b(?:Depends|Security|Query|Path|Header)\(/.test(type)
    )
      continue;
    const place = { file: head.file, span };
    const model = /^[A-Z]/.test(plain.slice(plain.lastIndexOf('.') + 1)) ? records.named(plain, head.file) : undefined;
    if (model && records.line(model).some(({ above }) => above.some((a) => /(?:^|\.)(?:BaseModel|SQLModel|\w*Schema)$/.test(a))))
      return { is: 'checked', of: plain, place, message: '', confidence: 'high' };
    if (/^(?:dict|Dict|Any|Mapping)\b/.test(plain) || /^(?:dict|Dict)\[/.test(type)) {
      const message = `takes \`${name}\` as any mapping (\`${type}\`), where a model would say what it may hold.`;
      return { is: 'bare', of: `${head.file} ${span.start}`, place, message, confidence: 'high' };
    }
    if (/^Request$/.test(plain) && route.ofBody && route.ofShape === undefined) {
      const message = 'reads the body by itself, where a model would say what it may hold.';
      return { is: 'bare', of: `${head.file} ${span.start}`, place, message, confidence: 'medium' };
    }
  }
  return undefined;
}

const NEST = /^@(?:Post|Put|Patch)\(/;
/** Something of its own looks at what comes in. */
const OTHER_PIPES = /^@(?:UsePipes|Schema|Zod|Validate\w*)\b/;

/** A class whose decorators say what its fields may be is held to them where a pipe is set up that asks them. */
function decorated(records: Records, head: RouteHead, setUp: boolean): Look | undefined {
  const parameter = head.parameters.find(({ marks }) => marks.some((m) => /^@Body\(\s*\)$/.test(m)));
  if (!parameter || [...head.marks, ...head.around].some((m) => OTHER_PIPES.test(m))) return undefined;
  const of = parameter.type;
  const place = { file: head.file, span: parameter.span };
  if (/^(?:any|unknown|object|Record<.*>)?$/.test(of)) {
    const message = `takes \`${parameter.name}\` as anything: its type says nothing that is left when the program runs.`;
    return { is: 'bare', of: `${head.file} ${parameter.span.start}`, place, message, confidence: 'high' };
  }
  const type = /^\w+$/.test(of) ? records.named(of, head.file) : undefined;
  if (!type || records.isStored(type)) return undefined;
  const asked = askedOf(records, type);
  if (asked.length > 0 && setUp) return { is: 'checked', of, place, message: '', confidence: 'high' };
  if (asked.length > 0) {
    const message = `takes \`${type.name}\`, and nobody asks the decorators of ${named(asked)}: no pipe is set up that does.`;
    return { is: 'unasked', of: '', place, message, confidence: 'high' };
  }
  return saysNothing(type)
    ? { is: 'bare', of, place, message: `takes \`${type.name}\` as it comes: nothing is asked of its fields.`, confidence: 'medium', type }
    : undefined;
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
      return { is: 'unasked', of, place, message, confidence: 'medium', type };
    }
    const message = `takes \`${type.name}\` as it comes (\`${called(body)}\`): nothing is asked of its fields.`;
    return saysNothing(type) && !records.isStored(type) ? { is: 'bare', of, place, message, confidence: 'high', type } : undefined;
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

function askedOf(records: Records, type: RouteType): readonly (DeclaredPart & { readonly file: string })[] {
  return records.line(type).flatMap(({ file, fields }) => fields.filter(({ marks }) => asksOfField(marks)).map((f) => ({ ...f, file })));
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
