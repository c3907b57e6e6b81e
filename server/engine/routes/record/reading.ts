/** What calls and values of a running function are, as far as facts keep it: references, places of a call, texts, statuses. */
import type { Instr, Reg } from '../../../ir/types';
import { loadField } from '../../access';
import type { Place } from '../../catalogState';
import type { Frame } from '../../frame';
import type { Position } from '../../pathLanguage';
import { selects } from '../../pathStates';
import { elementsOf, filterHolds } from '../../places';
import type { ArgumentValue } from '../../summary';
import { shorten } from '../../text';
import type { Site, Value } from '../../values';
import type { Ref, RouteEvent } from '../facts';
import { type Body, noteBodies } from './bodies';
import { ordinal, statusOf } from './glance';
import { OwnText } from './ownText';
import { refOf } from './refs';
import { type Used, Uses } from './uses';

const MAX_TEXT = 200;

export interface NotedCall {
  readonly instr: Extract<Instr, { op: 'call' }>;
  readonly callee: Value;
  readonly self: Value | undefined;
  readonly args: readonly ArgumentValue[];
  readonly site: Site;
  readonly name: string;
}

/** An event without where it stands. */
export type Noted = RouteEvent extends infer E ? (E extends RouteEvent ? Omit<E, 'block' | 'site'> : never) : never;

export class Reading {
  readonly text: OwnText;
  /** Parameters of the function that it fills or sends. */
  readonly bodies: Body[] = [];

  constructor(readonly frame: Frame) {
    this.text = new OwnText(frame.module, frame.func);
  }

  /** Values at a place of the call; what has a name of its own does not count where places are counted. */
  at(c: NotedCall, { selector, below }: Place): { readonly value: Value; readonly site: Site }[] {
    const out: { value: Value; site: Site }[] = [];
    const take = (from: Value, site: Site): void => {
      // A function has no options.
      if (below.length > 0 && from.functions.length > 0) return;
      for (const value of this.below(from, below)) out.push({ value, site });
    };
    if (selector?.select === 'this' && c.self) take(c.self, c.site);
    let index = 0;
    for (const { value, site, name } of c.args) {
      const isMeant = !selector
        ? false
        : name !== undefined
          ? selector.select === 'name' && selector.name === name
          : selects(selector, index, c.args.length, value.functions.length > 0 ? 1 : -1);
      if (name === undefined) index++;
      if (isMeant) take(value, site);
    }
    return out;
  }

  /** Notes what the call fills from a request or sends; true when it does. */
  takes(c: NotedCall, note: (event: Noted) => void): boolean {
    return noteBodies(this, c, note);
  }

  field(value: Value, name: string): Value {
    return loadField(this.frame, value, name, undefined, undefined);
  }

  /** Nothing stands below nothing, or below a text or a number. */
  private below(from: Value, steps: Place['below']): readonly Value[] {
    let values: readonly Value[] = [from];
    for (const [i, step] of steps.entries()) {
      const open = values.filter((v) => !isPlain(v) && (i === 0 || !isNothing(v)));
      if (step.sub === 'field') values = open.map((v) => loadField(this.frame, v, step.name, undefined, undefined));
      else if (step.sub === 'element') values = open.flatMap((v) => elementsOf(this.frame, v));
      else values = open;
    }
    return values;
  }

  /** The input that stands where a status should. */
  statusFrom(c: NotedCall, position: Position): Ref | undefined {
    for (const { value } of this.at(c, position)) {
      const ref = this.ref(value);
      if (ref.is === 'input') return ref;
    }
    return undefined;
  }

  /** What becomes of what a call gives back. */
  usedFor({ instr }: NotedCall): Used {
    this.uses ??= new Uses(this.frame.func, this.frame.module.functions);
    return this.uses.of(instr.to);
  }
  private uses: Uses | undefined;

  /** An answer that is no throwing of a client elsewhere counts where it is given back, if any does. */
  givenBack(leads: readonly string[] | undefined): { readonly given?: true } {
    return this.names.makesAnswers && leads === undefined ? { given: true } : {};
  }

  /** What it is called on; a method may be called by itself: `@router.before`. */
  receiverOf(c: NotedCall): Value | undefined {
    if (c.self || c.instr.this >= 0) return c.self;
    const callee = this.definitions.get(c.instr.callee);
    return callee?.op === 'field' ? this.frame.regs[callee.base] : undefined;
  }

  /** Which instruction gives a register its value. */
  get definitions(): ReadonlyMap<Reg, Instr> {
    if (!this.known) {
      this.known = new Map();
      for (const block of this.frame.func.blocks) for (const instr of block.instrs) if ('to' in instr) this.known.set(instr.to, instr);
    }
    return this.known;
  }
  private known: Map<Reg, Instr> | undefined;

  statusAt(c: NotedCall, position: Position): number | undefined {
    if (!position.filters.every((f) => filterHolds(this.frame, c.args, f))) return undefined;
    for (const { value, site } of this.at(c, position)) {
      const status = statusOf(value) ?? told(value) ?? this.statusNamed(site);
      if (status !== undefined) return status;
    }
    return undefined;
  }

  /** A status by its name: `status.HTTP_401_UNAUTHORIZED`, `HTTPStatus.FORBIDDEN`. */
  /** Texts it is given; where it leads may be said by a name: `redirect(url_for('login'))`. */
  textsOf(c: NotedCall, redirect: boolean): readonly string[] {
    return c.args.flatMap((a) => {
      const ref = this.ref(a.value, a.site);
      if (ref.is === 'text') return ref.texts;
      return redirect ? textsIn(this.shownAt(a.site)) : [];
    });
  }

  private statusNamed(site: Site): number | undefined {
    if (site.file !== this.frame.module.file) return undefined;
    const [, name] = /(?:^|\.)([A-Z][A-Z\d_]{5,})(?:\.value)?$/.exec(this.shownAt(site)) ?? [];
    if (name === undefined) return undefined;
    const [, code] = /(?:^|_)([1-5]\d\d)(?:_|$)/.exec(name) ?? [];
    const status = code === undefined ? this.frame.env.names.controls.statusByName(name) : Number(code);
    return status > 0 ? status : undefined;
  }

  /** What a call is called on in the end: `reply` of `reply.code(401).send()`. */
  base(c: NotedCall): Ref {
    const ref = this.ref(c.self);
    let reg = c.instr.this;
    for (let i = 0; ref.is === 'unknown' && i < 6; i++) {
      const made = this.definitions.get(reg);
      if (made?.op !== 'call' || made.this < 0) return ref;
      reg = made.this;
      const on = this.ref(this.frame.regs[reg]);
      if (on.is !== 'unknown') return on;
    }
    return ref;
  }

  ref(value: Value | undefined, site?: Site): Ref {
    return value ? refOf(this.frame, value, site) : { is: 'nothing' };
  }

  /** What is handed to a call, errors told by what they are. */
  argument({ value, site, spread }: ArgumentValue): Ref {
    if (spread) return { is: 'list', items: [this.ref(value, site)], complete: false };
    const status = value.paths.some((p) => p.symbolic) ? undefined : statusOf(value);
    return status !== undefined && typeof value.consts?.[0] === 'number' ? { is: 'number', value: status } : this.ref(value, site);
  }

  errorRef(value: Value, site: Site): Ref {
    const ref = this.ref(value, site);
    if (ref.is === 'error') return ref;
    const name = this.shownAt(site);
    return { is: 'error', status: this.frame.env.names.controls.statusByName(name), name, maybe: false };
  }

  shownAt({ at }: Site): string {
    return shorten(this.text.at(at, MAX_TEXT));
  }

  get names() {
    return this.frame.env.paths.catalog.routes;
  }

  key(instr: Instr): string {
    return `${this.frame.module.file}#${this.frame.func.index}#${ordinal(this.frame.func, instr)}`;
  }
}

function isPlain({ consts, objects, fields }: Value): boolean {
  const kinds = ['string', 'boolean', 'number'];
  return objects.length === 0 && !fields && consts !== undefined && consts.length > 0 && consts.every((c) => kinds.includes(typeof c));
}

/** Nothing stands there. */
export function isNothing({ consts }: Value): boolean {
  return consts !== undefined && consts.length > 0 && consts.every((c) => c === undefined || c === null);
}

/** Texts that are written in an expression. */
export function textsIn(text: string): readonly string[] {
  return [...text.matchAll(/['"]([^'"]+)['"]/g)].map((m) => m[1]);
}

/** A status that models say a library's value is, also where a call has returned it. */
function told({ paths }: Value): number | undefined {
  const all = paths.flatMap((p) => (typeof p.constant === 'number' ? [p.constant] : []));
  return all.length === 1 ? all[0] : undefined;
}
