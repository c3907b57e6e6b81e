/** What a place in the code stands in, by name, and whether the code runs in browsers. */
import type { At, Func, Module } from '../ir/types';

/** Names of what a place is given to, of what it is passed to, and of the functions and classes around it: the nearest first. */
export function namesAround(module: Module, func: Func, at: At): readonly string[] {
  const out: string[] = [];
  const { functions, classes } = module;
  let inner = at;
  for (let f: Func | undefined = func; f; f = f.owner >= 0 ? functions[f.owner] : undefined) {
    out.push(...namesWithin(f, inner));
    if (f.name !== '') out.push(f.name);
    if (f.class >= 0) out.push(classes[f.class].name);
    inner = f.at;
  }
  const within = classes.filter((c) => holds(c.at, at) && c.name !== '').sort((a, b) => length(a.at) - length(b.at));
  // A field is the class's before it is anything else's.
  return func.index === 0 ? [...within.map((c) => c.name), ...out] : out;
}

/** What one function gives a name to that holds the place; paths that are passed beside it. */
function namesWithin(func: Func, at: At): readonly string[] {
  const found: { readonly name: string; readonly length: number }[] = [];
  const made = new Map<number, At>();
  const texts = new Map<number, string>();
  for (const { instrs } of func.blocks) {
    for (const instr of instrs) {
      if ('to' in instr && typeof instr.to === 'number') made.set(instr.to, instr.at);
      if (instr.op === 'const' && typeof instr.value === 'string') texts.set(instr.to, instr.value);
      if (!holds(instr.at, at)) continue;
      const add = (name: string): void => void found.push({ name, length: length(instr.at) });
      if (instr.op === 'set') add(func.vars[instr.var].name);
      else if (instr.op === 'setField') add(instr.name);
      else if (instr.op === 'call') {
        for (const { value } of instr.args) if (texts.get(value)?.startsWith('/')) add(texts.get(value) as string);
      } else if (instr.op === 'object') {
        for (const { key, value } of instr.props) {
          const place = made.get(value);
          if (typeof key === 'string' && place && holds(place, at)) found.push({ name: key, length: length(place) });
        }
      }
    }
  }
  return found.sort((a, b) => a.length - b.length).map(({ name }) => name);
}

const holds = (outer: At, inner: At): boolean => outer.start <= inner.start && inner.end <= outer.end;
const length = (at: At): number => at.end - at.start;

/** The directive that opens such a file stands near its beginning. */
const HEAD = 1000;

/** It draws a page, or reads what somebody has typed into one. */
export function isForBrowsers(module: Module, text: string): boolean {
  if (module.imports.includes('react') || /^\s*['"]use client['"]/m.test(text.slice(0, HEAD))) return true;
  return module.functions.some(({ blocks }) => blocks.some(({ instrs }) => instrs.some((i) => i.op === 'global' && i.name === 'document')));
}
