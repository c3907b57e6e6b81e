/** What calls anywhere say of a program as a whole, and which handlers are asked for by those whom a cookie shows. */
import type { Site } from '../../values';
import type { Evidence } from '../judge/behaviour';
import { fileOf, type RouteProgram } from '../world';
import type { Sign } from './route';

export function signsOf(program: RouteProgram): readonly Sign[] {
  const out: Sign[] = [];
  for (const [id, { events }] of program.facts) {
    for (const e of events)
      if (e.event === 'sign') out.push({ kind: e.kind, name: e.name, says: e.says, site: e.site, unit: program.unit(fileOf(id)) });
  }
  return out.sort((a, b) => (a.site.file === b.site.file ? a.site.at.start - b.site.at.start : a.site.file < b.site.file ? -1 : 1));
}

/** Where those that a control lets through are told by a cookie, by the evidence for the control. */
export type CarrierOf = (evidence: readonly Evidence[]) => Site | undefined;

export function carriers(program: RouteProgram): CarrierOf {
  const byFile = new Map<string, { readonly around: Site; readonly site: Site }[]>();
  for (const { events } of program.facts.values()) {
    for (const e of events) {
      if (e.event !== 'carrier') continue;
      const known = byFile.get(e.site.file);
      const one = { around: e.around.site, site: e.site };
      if (known) known.push(one);
      else byFile.set(e.site.file, [one]);
    }
  }
  return (evidence) => {
    for (const { site } of evidence) {
      if (!site) continue;
      const found = (byFile.get(site.file) ?? [])
        .filter(({ around }) => around.at.start <= site.at.start && site.at.end <= around.at.end)
        .sort((a, b) => a.around.at.end - a.around.at.start - (b.around.at.end - b.around.at.start));
      if (found.length > 0) return found[0].site;
    }
    return undefined;
  };
}
