/** Runs the engine over modules written as IR text, with the library of engineModel.ts and no language, rule or policy. */
import { Cells } from '../../server/analyzer/cells';
import { declaredList, routeList } from '../../server/analyzer/routes';
import { walkImports } from '../../server/analyzer/walk';
import { CONFIDENCES, type Finding } from '../../server/base/finding';
import type { RouteEvidence, RouteList } from '../../server/base/route';
import { actionWords } from '../../server/data/actionWords';
import { controlWords } from '../../server/data/controlWords';
import { GUESSED, MASK, WEAK } from '../../server/engine/catalog';
import { Catalogs } from '../../server/engine/catalogs';
import type { CallReport, ObservedCall } from '../../server/engine/environment';
import type { NameOracle } from '../../server/engine/names';
import { Program } from '../../server/engine/program';
import type { FoundFlow } from '../../server/engine/summary';
import { placesOf } from '../../server/engine/traces';
import type { Module } from '../../server/ir/types';
import { ENGINE_MODEL } from './engineModel';
import { faultsOf, readModule } from './ir';
import type { Case } from './pages';

const NAMES: NameOracle = {
  dataType: (name) => (name === 'password' ? 'password' : undefined),
  fieldRead: () => undefined,
  isTold: () => true,
  isAbout: () => false,
  isSecret: (name) => name === 'token',
  controls: controlWords,
  actions: actionWords,
  claims: {
    decides: (name) => name === 'mayAll',
    tells: () => false,
    decidesByPlace: () => false,
    isKnown: (name) => name === 'mayAll',
    fieldOf: () => undefined,
  },
};
/** What a value may have gone through for a flow of it to count no more. */
const STOPS = MASK.number | MASK['allow-listed'] | MASK['plain-characters'] | MASK['sql-escaped'];
const CATALOGS = new Catalogs([ENGINE_MODEL]);

interface Written {
  readonly module: Module;
  readonly text: string;
  /** Length of the heading that pages leave out. */
  readonly heading: number;
}

/** What a case of IR has at its sinks, as findings whose rule is the kind of the sink. */
export function engineFindings(c: Case): readonly Finding[] {
  return analysed(c).findings;
}

/** The endpoints that a case of IR registers. */
export function engineRoutes(c: Case): RouteList {
  const { program, modules } = analysed(c);
  const { routes, signs, unresolved } = routeList(program.routes({ unit: () => '', counts: () => true }), declaredList([]), () => true);
  const moved = (e: RouteEvidence): RouteEvidence => ({ ...e, place: e.place && unheaded(e.place, modules) });
  return { routes: routes.map((r) => unheaded(r, modules)), signs, unresolved: unresolved.map(moved), types: [] };
}

function analysed(c: Case): {
  readonly program: Program;
  readonly modules: ReadonlyMap<string, Written>;
  readonly findings: readonly Finding[];
} {
  const modules = new Map(c.files.map(({ file, text }) => [file, written(file, text)]));
  const resolve = (from: string, module: string): string | undefined => fileMeant(modules, from, module);
  const program = new Program({
    catalogs: CATALOGS,
    languageOf: () => 'ir',
    names: NAMES,
    relevance: { wants: (_source, sink, mask) => sink !== 'secret-value' && (mask & STOPS) === 0 },
    resolve,
    judgeCall,
  });
  const found = new Map<string, Finding>();
  const put = (finding: Finding): void => {
    const from = finding.steps[0];
    const key = `${finding.rule} ${finding.file} ${finding.span.start} ${from?.file} ${from?.span.start}`;
    // What is found on two ways is as sure as the surer one.
    const known = found.get(key);
    if (!known || CONFIDENCES.indexOf(finding.confidence) <= CONFIDENCES.indexOf(known.confidence)) found.set(key, finding);
  };
  const cells = new Cells();
  const all: FoundFlow[] = [];
  const done = new Set<string>();
  const importsOf = (file: string): readonly string[] =>
    (modules.get(file)?.module.imports ?? []).flatMap((text) => resolve(file, text) ?? []);
  const open = (file: string): { readonly item: string; readonly imports: readonly string[] } => ({ item: file, imports: importsOf(file) });
  const takeIn = (group: readonly string[]): void => {
    for (const file of group) done.add(file);
    const texts = group.map((file) => modules.get(file) as Written);
    const results = program.add(texts, importsOf, (_file, error) => {
      throw error;
    });
    for (const { flows, reports, cut, file } of results.values()) {
      cells.set(file, flows);
      all.push(...flows);
      for (const { rule, span, file: end, message } of reports) put(finding(rule, { file: end, span, message }));
      for (const name of cut) put(cutShort((modules.get(file) as Written).module, name));
    }
  };
  for (const file of modules.keys()) if (!done.has(file)) walkImports(file, { open, isDone: (f) => done.has(f), done: takeIn });
  for (const flow of all) for (const whole of cells.join(flow)) put(fromFlow(whole));
  return { program, modules, findings: [...found.values()].map((f) => withoutHeading(f, modules)) };
}

function written(file: string, text: string): Written {
  const heading = text.startsWith('module ') ? '' : `module ${JSON.stringify(file)} ir\n`;
  const whole = heading + text;
  const faults = faultsOf(whole);
  if (faults.length > 0) throw new Error(`${file}: ${faults.join('\n')}`);
  return { module: readModule(whole).module, text: whole, heading: heading.length };
}

/** `./name` of the same folder, written with or without its ending. */
function fileMeant(modules: ReadonlyMap<string, Written>, from: string, module: string): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const base = folder + module.replace(/^\.\//, '');
  return [base, `${base}.gir`].find((file) => modules.has(file));
}

function judgeCall({ kind, roles, args, site }: ObservedCall): readonly CallReport[] {
  const place = roles.roles.get('algorithm');
  const value = place?.selector?.select === 'index' ? args[place.selector.index]?.value : undefined;
  if (!value?.consts?.includes('weak')) return [];
  return [{ rule: kind, span: site.at, file: site.file, message: '', severity: undefined, confidence: undefined }];
}

function fromFlow({ taint, kind, site }: FoundFlow): Finding {
  const doubts = (taint.mask & WEAK ? 1 : 0) + (taint.mask & GUESSED ? 1 : 0);
  return finding(kind, {
    file: site.file,
    span: site.at,
    confidence: (['high', 'medium', 'low'] as const)[doubts],
    steps: placesOf(taint.trace).map(({ site, message }) => ({ file: site.file, span: site.at, message })),
  });
}

function cutShort({ file, functions }: Module, name: string): Finding {
  const func = functions.find((f) => f.name === name) ?? functions[0];
  return finding('cut', { file, span: func.at });
}

function finding(rule: string, over: Partial<Finding> & Pick<Finding, 'file' | 'span'>): Finding {
  return { rule, severity: 'high', confidence: 'high', message: '', steps: [], fingerprint: '', rootCause: '', ...over };
}

function withoutHeading(finding: Finding, modules: ReadonlyMap<string, Written>): Finding {
  return unheaded({ ...finding, steps: finding.steps.map((step) => unheaded(step, modules)) }, modules);
}

function unheaded<T extends { readonly file: string; readonly span: Finding['span'] }>(place: T, modules: ReadonlyMap<string, Written>): T {
  const by = modules.get(place.file)?.heading ?? 0;
  return { ...place, span: { start: place.span.start - by, end: place.span.end - by } };
}
