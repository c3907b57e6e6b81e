/** Shows rules a call and its arguments as plain views of what the engine knows of them. */
import type { Span } from '../base/span';
import { MASK, WEAK } from '../engine/catalog';
import type { Place } from '../engine/catalogState';
import { constantText } from '../engine/construct';
import type { Environment, JudgedCall, ObservedCall } from '../engine/environment';
import type { SubStep } from '../engine/pathLanguage';
import { keywords } from '../engine/places';
import { isRegex, join, NOTHING, type Site, type Value } from '../engine/values';
import type { CallView, ValueView } from '../rules/rule';
import { codeWords } from './codeWords';

const MAX_DEPTH = 4;
/** What has been through these is no longer the data it was. */
const NOT_ITSELF = MASK.hashed | MASK.encrypted | MASK.masked | MASK['string-method'] | WEAK;

export function callView(call: JudgedCall, env: Environment): CallView {
  return {
    file: call.site.file,
    span: call.site.at,
    name: call.name,
    role: (name) => {
      const place = call.roles.roles.get(name);
      const found = place && valueAt(call, place);
      return found && new View(call, env, found.value, found.site, 0);
    },
    defaults: call.roles.defaults,
    open: call.args.some((a) => a.spread),
    developmentOnly: call.developmentOnly,
    names: call.names,
    get functionText() {
      const at = call.functionAt();
      return call.text.slice(at.start, at.end);
    },
    get fileText() {
      return call.fileText();
    },
    get fileWords() {
      return codeWords(call.fileCode());
    },
    get text() {
      return call.text.slice(call.site.at.start, call.site.at.end);
    },
  };
}

function valueAt(call: ObservedCall, place: Place): { value: Value; site: Site } | undefined {
  const { selector } = place;
  if (!selector) return undefined;
  let found: { value: Value; site: Site } | undefined;
  if (selector.select === 'this') found = call.self && { value: call.self, site: call.site };
  else if (selector.select === 'index') found = positional(call)[selector.index];
  else if (selector.select === 'last') found = positional(call).at(-1);
  else if (selector.select === 'names')
    found = call.args.some((a) => a.name !== undefined) ? { value: keywords(call.args), site: call.site } : undefined;
  else if (selector.select === 'name') found = call.args.find((a) => a.name === selector.name);
  else if (selector.select === 'fn') found = call.args.find((a) => a.value.functions.length > 0);
  for (const step of place.below) found = found && below(call, found, step);
  return found;
}

function positional(call: ObservedCall): ObservedCall['args'] {
  return call.args.filter((a) => a.name === undefined);
}

function below(call: ObservedCall, from: { value: Value; site: Site }, step: SubStep): { value: Value; site: Site } | undefined {
  if (step.sub !== 'field') return from;
  const value = call.read(from.value, step.name);
  return value && !isAbsent(value) ? { value, site: value.constSite ?? from.site } : undefined;
}

function isAbsent(value: Value): boolean {
  return value.consts?.length === 1 && value.consts[0] === undefined && value.paths.length === 0 && value.functions.length === 0;
}

class View implements ValueView {
  constructor(
    private readonly call: ObservedCall,
    private readonly env: Environment,
    private readonly value: Value,
    private readonly site: Site,
    private readonly depth: number,
  ) {}

  get span(): Span {
    const site = this.value.constSite;
    return site && site.file === this.call.site.file ? site.at : this.site.file === this.call.site.file ? this.site.at : this.call.site.at;
  }
  get text(): string {
    return this.site.file === this.call.site.file ? this.call.text.slice(this.site.at.start, this.site.at.end) : '';
  }
  get constants(): ValueView['constants'] {
    const { value } = this;
    if (!value.consts || value.consts.length === 0 || value.taints.some((t) => t.label.kind !== 'data')) return undefined;
    if (value.objects.length + value.functions.length > 0 || value.fields) return undefined;
    const plain: (string | number | boolean | null | undefined)[] = [];
    for (const c of value.consts) {
      if (isRegex(c)) return undefined;
      plain.push(c);
    }
    return plain;
  }
  get pieces(): string | undefined {
    return constantText(this.value) ?? this.value.shape;
  }
  get regex(): ValueView['regex'] {
    const only = this.value.consts?.length === 1 ? this.value.consts[0] : undefined;
    return only !== undefined && isRegex(only) ? only : undefined;
  }
  get complete(): boolean {
    return this.call.isComplete(this.value);
  }
  field(name: string): ValueView | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    const read = this.call.read(this.value, name);
    if (!read || isAbsent(read)) return undefined;
    const unknown =
      read.consts === undefined && read.taints.length === 0 && read.functions.length === 0 && read.objects.length === 0 && !read.fields;
    if (unknown && this.complete) return this.child(read);
    if (unknown && !hasContent(this.value)) return undefined;
    return this.child(read);
  }
  get elements(): readonly ValueView[] {
    return this.call.elements(this.value).map((v) => this.child(v));
  }
  get sources(): ReadonlySet<string> {
    const out = new Set<string>();
    for (const { label, mask } of this.call.taints(this.value)) {
      if (!label.kind || (label.kind === 'data' && (mask & NOT_ITSELF) !== 0)) continue;
      out.add(label.kind);
      if (label.detail) out.add(`${label.kind}:${label.detail}`);
    }
    return out;
  }
  get returns(): ValueView | undefined {
    const functions = this.value.functions.filter((f) => f.kind === 'function');
    if (functions.length === 0) return undefined;
    let out: Value = NOTHING;
    for (const fn of functions) out = join(out, this.env.summary(fn.file, fn.index).returns);
    return this.child(out);
  }
  get calledBack(): readonly (readonly ValueView[])[] {
    const out: ValueView[][] = [];
    for (const fn of this.value.functions) {
      if (fn.kind !== 'function') continue;
      for (const call of this.env.summary(fn.file, fn.index).calls) {
        if (!call.callee.paths.some((p) => p.symbolic && !p.parent && /^\$\d+$/.test(p.text))) continue;
        out.push(call.args.map((a) => this.child(a.value)));
      }
    }
    return out;
  }
  get external(): boolean {
    return this.value.taints.some((t) => t.label.kind === 'local');
  }

  private child(value: Value): ValueView {
    return new View(this.call, this.env, value, value.constSite ?? this.site, this.depth + 1);
  }
}

function hasContent(value: Value): boolean {
  return value.objects.length > 0 || value.fields !== undefined;
}
