/** What a function has to begin with: its parameters and its receiver, as far as types, names and the classes above tell. */
import { withDeclaredErrors } from './errors';
import type { Frame } from './frame';
import { ANY_PARAMETER } from './pathLanguage';
import type { PathNode } from './paths';
import { declaredBits } from './typed';
import { copyOf, type FunctionValue, join, joinTaints, ofPaths, UNKNOWN, type Value, withMask, withPaths, withTaints } from './values';

export function enterParameters(frame: Frame): void {
  const { func, env } = frame;
  const names = func.params.map((p) => func.vars[p.var]?.name ?? '');
  const above = methodsAbove(frame);
  func.params.forEach((param, i) => {
    const variable = func.vars[param.var];
    let value = frame.inputValue(env.paths.input(`$${i}`));
    let bits = 0;
    if (!param.rest && !param.names) {
      const declared = variable?.type ? env.declaredValue(frame.module.file, variable.type) : UNKNOWN;
      if (declared !== UNKNOWN) value = withDeclaredErrors(frame, join(value, declared), declared, variable.at);
      bits = declaredBits(declared);
      const guess = env.paths.byParameterNames(names, i);
      if (guess && func.owner >= -1) {
        value = withPaths(value, [...value.paths, guess]);
        const taints = frame.valueTaints(guess, variable && frame.site(variable.at));
        if (taints.length > 0) value = withTaints(value, joinTaints(value.taints, taints));
      }
      for (const method of above) value = handedBy(frame, method, i, value);
      if (bits !== 0) value = withTaints(value, withMask(value.taints, bits));
    }
    const detail = variable && !param.rest && !param.names ? env.names.dataType(variable.name, undefined) : undefined;
    if (detail !== undefined)
      value = withTaints(value, [...value.taints, frame.source('data', detail, variable.name, frame.site(variable.at))]);
    frame.state.setVariable(param.var, value);
  });
}

/** The methods of library classes that this one stands for. */
function methodsAbove(frame: Frame): readonly PathNode[] {
  const { func, env } = frame;
  if (func.class < 0 || func.name === '' || !env.paths.catalog.speaksOfMethods) return NO_PATHS;
  return pathsAbove(frame, func.class)
    .map((p) => p.member(func.name))
    .filter((p) => !p.isUnknown);
}
const NO_PATHS: readonly PathNode[] = [];

/** What a library hands to a parameter of a method it calls. */
function handedBy(frame: Frame, method: PathNode, index: number, value: Value): Value {
  let out = value;
  for (const name of [`#${index}`, ANY_PARAMETER]) {
    const node = method.member(name);
    if (!node.isUnknown) out = join(out, ofPaths([node], frame.valueTaints(node, undefined)));
  }
  return out;
}

const MAX_ABOVE = 8;

/** Library classes above a class of this module, however far. */
function pathsAbove(frame: Frame, index: number): readonly PathNode[] {
  const { env, module } = frame;
  const out: PathNode[] = [];
  let current: FunctionValue | undefined = {
    kind: 'class',
    file: module.file,
    index,
    self: undefined,
    bound: undefined,
    parent: undefined,
  };
  for (let i = 0; current && i < MAX_ABOVE; i++) {
    const parent: Value | undefined = env.classField(current, '^parent');
    for (const path of parent?.paths ?? []) if (!path.isUnknown && !path.symbolic && !out.includes(path)) out.push(path);
    current = parent?.functions.find((f) => f.kind === 'class');
  }
  return out;
}

export function makeReceiver(frame: Frame): Value {
  const owner = frame.receiverOwner();
  const { paths } = frame.env;
  const key = owner === frame.func.index ? '$this' : frame.captureKey(frame.module.file, owner, -1);
  const value = frame.inputValue(paths.input(key));
  const cls = frame.module.functions[owner]?.class ?? -1;
  if (cls < 0) return value;
  const out = copyOf(value);
  out.classes = [{ kind: 'class', file: frame.module.file, index: cls, self: undefined, bound: undefined, parent: undefined }];
  if (paths.catalog.speaksOfMethods) {
    const above = pathsAbove(frame, cls)
      .map((p) => p.call(false, () => false))
      .filter((p) => !p.isUnknown);
    if (above.length > 0) out.paths = [...new Set([...out.paths, ...above])];
  }
  return out;
}
