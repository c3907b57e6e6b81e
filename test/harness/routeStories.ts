/** Stories about routes: whatever is edited, the list of endpoints must be that of a fresh analysis of the same texts. */
import type { Analyzer } from '../../server/analyzer/analyzer';
import type { RouteEntry, RouteEvidence, RouteList } from '../../server/base/route';
import { pagesBelow, readPage, textsOf } from './pageTests';
import { analyzerOf, apart, Desk, type Story, settled } from './stories';
import type { Group } from './storyGroups';
import type { Syntax } from './syntax';

export interface ToldRoutes {
  /** What differs, in words; undefined when nothing does. */
  readonly wrong: string | undefined;
  /** Index of the step that went wrong. */
  readonly at: number;
  /** Endpoints at each comparison. */
  readonly counts: readonly number[];
}

/** Tells a story to an analyzer until its routes are wrong. */
export async function tellRoutes(syntax: Syntax, { texts, steps }: Story): Promise<ToldRoutes> {
  const desk = new Desk(texts);
  const analyzer = analyzerOf(syntax, desk.disk, 'editor');
  const counts: number[] = [];
  try {
    for (const [at, step] of steps.entries()) {
      desk.take(step, analyzer);
      if (step.does !== 'compare') continue;
      settled(analyzer, desk);
      const expected = freshRoutes(syntax, desk);
      counts.push(expected.routes.length);
      const wrong = difference(analyzer.routes(), expected);
      if (wrong.length > 0) return { wrong: wrong.join('\n'), at, counts };
    }
    return { wrong: undefined, at: steps.length, counts };
  } finally {
    analyzer.dispose();
  }
}

function freshRoutes(syntax: Syntax, desk: Desk): RouteList {
  const analyzer: Analyzer = analyzerOf(syntax, desk.texts(), 'editor');
  for (const file of desk.files()) analyzer.check(file);
  const list = analyzer.routes();
  analyzer.dispose();
  return list;
}

function difference(actual: RouteList, expected: RouteList): readonly string[] {
  return [...apart(actual.routes, expected.routes, route), ...apart(actual.unresolved, expected.unresolved, evidence)];
}

function route({ method, path, file, span, handler, controls, way, conditions }: RouteEntry): string {
  const states = Object.entries(controls).map(([kind, { state, evidence: said }]) => `${kind} ${state} (${said.map(evidence).join('; ')})`);
  return `${method} ${path} ${file}:${span.start} ${handler} | ${states.join(', ')} | ${[...way, ...conditions].map(evidence).join('; ')}`;
}

function evidence({ place, message }: RouteEvidence): string {
  return `${place ? `${place.file}:${place.span.start}-${place.span.end} ` : ''}${message}`;
}

/** Examples of the pages of routes, three to a group, each in a folder of its own. */
export function routeGroups(): readonly Group[] {
  const cases = pagesBelow('test/routes')
    .map(readPage)
    .flatMap((page) => page.cases);
  const groups: Group[] = [];
  for (let i = 0; i < cases.length; i += 3) {
    const texts = cases.slice(i, i + 3).flatMap((c, n) => Object.entries(textsOf(c)).map(([file, text]) => [`case${n}/${file}`, text]));
    groups.push({ name: `routes ${groups.length}`, texts: Object.fromEntries(texts) });
  }
  return groups;
}
