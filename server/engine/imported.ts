/** What imports and declared types stand for: values of other modules of the program, or places of a library. */
import type { TypeRef } from '../ir/types';
import { exported } from './moduleRecord';
import type { PathNode, PathTable } from './paths';
import { held } from './typed';
import { ofClasses, ofPaths, UNKNOWN, type Value } from './values';

/** What is asked of the program. */
export interface Imported {
  /** The workspace file an import means; undefined for a package. */
  readonly resolve: (file: string, module: string) => string | undefined;
  readonly exportsOf: (file: string) => ReadonlyMap<string, Value> | undefined;
  readonly paths: () => PathTable;
}

/** Stands between a module and a name in it, for the module of that name inside of it. Languages without such know no text with it. */
const INSIDE = '\0';

export function importValue(program: Imported, file: string, module: string, name: string): Value {
  const target = program.resolve(file, module);
  const exports = target === undefined ? undefined : program.exportsOf(target);
  if (exports && (name === '*' || exports.has(name) || exports.has('='))) return exported(exports, name);
  if (name !== '*' && name !== 'default') {
    const part = program.resolve(file, `${module}${INSIDE}${name}`);
    const inside = part === undefined || part === target ? undefined : program.exportsOf(part);
    if (inside) return exported(inside, '*');
  }
  if (target !== undefined) return exports ? exported(exports, name) : UNKNOWN;
  const paths = program.paths();
  const node = paths.module(module);
  let path = name === '*' || name === 'default' ? node : node.member(name);
  // A name that is only a type, exported again under another: what is declared so is of that type.
  if (path.isUnknown) path = paths.declared(`${module}.${name}`);
  return path.isUnknown ? UNKNOWN : held(path, ofPaths([path]));
}

export function declaredValue(program: Imported, file: string, type: TypeRef): Value {
  if (type.from === 'class') {
    return ofClasses([{ kind: 'class', file, index: type.index, self: undefined, bound: undefined, parent: undefined }], []);
  }
  const paths = program.paths();
  if (type.from === 'name') {
    const node = paths.declared(type.name);
    return node.isUnknown ? UNKNOWN : ofPaths([node]);
  }
  const target = program.resolve(file, type.module);
  if (target !== undefined) {
    const value = importValue(program, file, type.module, type.name);
    const classes = value.functions.filter((f) => f.kind === 'class');
    const made = value.paths
      .filter((p) => !p.isUnknown && !p.symbolic)
      .map((p) => (p.root === p && p.text.startsWith('<') ? p : madeBy(p)));
    const known = made.filter((p) => !p.isUnknown);
    return classes.length > 0 || made.length > 0 ? ofClasses(classes, known) : UNKNOWN;
  }
  const whole = type.name === 'default' || type.name === '*';
  const places = [
    paths.declared(whole ? type.module : `${type.module}.${type.name}`),
    madeBy(whole ? paths.module(type.module) : paths.module(type.module).member(type.name)),
  ].filter((p) => !p.isUnknown);
  return places.length > 0 ? ofPaths(places) : UNKNOWN;
}

function madeBy(path: PathNode): PathNode {
  return path.call(false, () => false);
}
