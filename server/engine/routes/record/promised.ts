/** Methods without a body: somebody else writes them out. What is called by such a one is told by its name, until that is known. */
import type { Frame } from '../../frame';
import type { FunctionValue } from '../../values';
import { ACTS, type FunctionId } from '../facts';

export function isPromise({ env, module, func: own }: Frame, index: number): boolean {
  const func = module.functions[index];
  if (index !== own.index) env.noteCode(module.file, index);
  return func !== undefined && func.class >= 0 && func.blocks.length === 1 && module.text[func.at.end - 1] === ';';
}

/** What a function does by what it is: one that frameworks call by its name answers. */
export function actsByForm(frame: Frame, judged: { has(name: string): boolean }): number {
  const { func } = frame;
  return (judged.has(func.name) ? ACTS.answers : 0) | (isPromise(frame, func.index) ? ACTS.promised | ACTS.does : 0);
}

/** The functions, where all of them are promises. */
export function onlyPromises(frame: Frame, functions: readonly FunctionValue[]): readonly FunctionId[] | undefined {
  const all = functions.every((fn) => fn.kind === 'function' && isPromised(frame, fn));
  return all ? functions.map((fn) => `${fn.file}#${fn.index}`) : undefined;
}

function isPromised(frame: Frame, { file, index }: FunctionValue): boolean {
  return ((frame.env.summary(file, index).routes?.acts ?? 0) & ACTS.promised) !== 0;
}

/** What keeps the promise may turn clients away, by what it is called. */
export function mayRefuse(frame: Frame, fn: FunctionValue, called: string): boolean {
  const name = /\w+$/.exec(called)?.[0];
  const { controls } = frame.env.names;
  return name !== undefined && (controls.demands(name) || controls.isAboutClient([name])) && isPromised(frame, fn);
}
