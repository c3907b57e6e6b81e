/** What the rest of the program needs to know of a module's functions and classes once their code is gone. */
import type { ClassInfo, Func, Module } from '../ir/types';
import type { KeptState } from './keptState';
import type { ClassRecord, FunctionInfo, MemberInfo } from './summary';

/** `known`: what is known already of functions whose code is the same. */
export function functionInfos(module: Module, kept: KeptState, known: (index: number) => FunctionInfo | undefined): FunctionInfo[] {
  const free: Map<string, { func: number; var: number }>[] = module.functions.map(() => new Map());
  const receiver = (func: Func): number => {
    let f = func;
    while (f.lexicalThis && f.owner >= 0) f = module.functions[f.owner];
    return f.index;
  };
  for (const func of module.functions) {
    if (known(func.index)) continue;
    const used: { func: number; var: number }[] = func.captures.map((c) => {
      let owner = func;
      for (let i = 0; i < c.up && owner.owner >= 0; i++) owner = module.functions[owner.owner];
      return { func: owner.index, var: c.var };
    });
    if (func.lexicalThis) used.push({ func: receiver(func), var: -1 });
    // A variable is free in every function between its owner and its user.
    for (const use of used) {
      for (let f = func; f.index !== use.func && f.owner >= 0; f = module.functions[f.owner])
        free[f.index].set(`${use.func}:${use.var}`, use);
    }
  }
  return module.functions.map((f) => known(f.index) ?? infoOf(module, f, [...free[f.index].values()], kept));
}

function infoOf(module: Module, f: Func, free: FunctionInfo['free'], kept: KeptState): FunctionInfo {
  return {
    file: module.file,
    index: f.index,
    name: f.name,
    owner: f.owner,
    class: f.class,
    arity: f.params.length,
    rest: f.params.findIndex((p) => p.rest),
    names: f.params.findIndex((p) => p.names),
    params: f.params.map((p) => f.vars[p.var]?.name ?? ''),
    lexicalThis: f.lexicalThis === true,
    free,
    kept: [...(kept.variables.get(f.index) ?? [])].sort((a, b) => a - b),
  };
}

export function classRecordOf(file: string, info: ClassInfo, kept: KeptState): ClassRecord {
  const members = new Map<string, MemberInfo>();
  let constructorFunc = -1;
  for (const m of info.members) {
    if (m.kind === 'constructor') constructorFunc = m.func;
    else if (m.kind !== 'field' && !(m.kind === 'setter' && members.has(m.name)))
      members.set(m.name, { kind: m.kind, func: m.func, static: m.static === true });
    else if (m.kind === 'field' && m.static) members.set(m.name, { kind: 'field', func: m.func, static: true });
  }
  const initializers = info.members
    .filter((m) => m.kind === 'field')
    .map((m) => ({ name: m.name, func: m.func, static: m.static === true }));
  const fields = [...(kept.fields.get(info.index) ?? [])].sort();
  return { file, index: info.index, name: info.name, members, constructorFunc, initializers, kept: fields };
}
