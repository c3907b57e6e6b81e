/** What the files of a folder register that is handed over as a whole: a router for each, below the path of the file's own folder. */
import { type FolderPlugin, type FolderRules, PLAIN, type Ref, type RouteEvent, type RouteFacts } from '../facts';
import { joinPaths, SOMETHING } from '../patterns';
import { type Inputs, type RouteProgram, resolve } from '../world';

/** Files of one folder. */
const MAX_FILES = 400;

/** Runs what each file registers, in the order of their names; false where that is not known. */
export function insideFolder(
  program: RouteProgram,
  gap: Extract<RouteEvent, { event: 'gap' }>,
  inputs: Inputs,
  take: (event: RouteEvent) => void,
): boolean {
  const { folder } = gap;
  const root = folder && rootOf(program, gap.site.file, resolve(folder.dir, inputs));
  const prefix = folder?.prefix ? resolve(folder.prefix, inputs) : undefined;
  if (!folder || root === undefined || (prefix && (prefix.is !== 'text' || prefix.texts.length !== 1))) return false;
  const files = filesIn(program, root, folder.rules);
  if (files.length === 0 || files.length > MAX_FILES || files.some((f) => folder.rules.besides.includes(stem(f)))) return false;
  for (const file of files) {
    const { site, block } = gap;
    const place = { site, block };
    const callee = program.exports(file).get('default')?.ref ?? program.exports(file).get('=')?.ref;
    if (callee?.is !== 'function') {
      const chain: Ref[] = [{ is: 'unknown', name: stem(file) }];
      take({ ...place, ...registerOn(folder, folder.key), does: 'mount', early: true, path: undefined, chain, names: [stem(file)] });
      continue;
    }
    const call = { event: 'call' as const, callee: [callee], name: file, gives: [] };
    const isOpen = program.facts.get(`${file}#0`)?.events.some((e) => e.event === 'load' && folder.rules.open.includes(e.module));
    if (isOpen) {
      take({ ...place, ...call, args: [folder.on] });
      continue;
    }
    const id = `${folder.key}/${file}`;
    const made: Ref = { is: 'scope', id };
    const below = file.slice(root.length, Math.max(root.length, file.lastIndexOf('/')));
    const path: Ref = {
      is: 'text',
      texts: [joinPaths(prefix?.is === 'text' ? prefix.texts[0] : '/', below.replace(/(^|\/)_/g, '$1:') || '/')],
    };
    take({ ...place, event: 'make', id, role: 'router', framework: folder.framework });
    take({ ...place, ...registerOn(folder, id), does: 'group', path, chain: [made], names: [''] });
    take({ ...place, ...call, args: [made] });
  }
  return true;
}

/** 1 for what hands routers to a folder: it runs before what stands there. */
export function handsOut({ events }: RouteFacts): number {
  return events.some((e) => e.event === 'gap' && e.folder) ? 1 : 0;
}

function registerOn(
  { framework, on }: FolderPlugin,
  key: string,
): Omit<Extract<RouteEvent, { event: 'register' }>, 'site' | 'block' | 'does' | 'path' | 'chain' | 'names'> {
  return { event: 'register', key, framework, ...PLAIN, on, guessed: false, methods: ['*'] };
}

/** The folder, with a stroke at its end: beside the file that names it. */
function rootOf(program: RouteProgram, file: string, dir: Ref): string | undefined {
  const text = dir.is === 'text' && dir.texts.length === 1 ? dir.texts[0] : undefined;
  if (!text?.startsWith(`${SOMETHING}/`)) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of text.slice(SOMETHING.length + 1).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  const root = `${parts.join('/')}/`;
  return program.files.some((f) => f.startsWith(root)) ? root : undefined;
}

function filesIn(program: RouteProgram, root: string, { index }: FolderRules): readonly string[] {
  const all = program.files.filter((f) => f.startsWith(root) && program.counts(f) && !/\.d\.[cm]?ts$/.test(f));
  const folderOf = (f: string): string => f.slice(0, f.lastIndexOf('/'));
  const indexed = new Set(all.filter((f) => stem(f) === index).map(folderOf));
  return all.filter((f) => stem(f) === index || !indexed.has(folderOf(f)));
}

function stem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\..*$/, '');
}
