/** Variables of the functions around, as a function inside them reads and sets them. */
import { overlayId } from './access';
import { intoCell, outOfCell, variableCell } from './cells';
import type { Frame } from './frame';
import { Snapshot } from './snapshot';
import { join, type Value } from './values';

/** Value of a captured variable as this function sees it. */
export function captured(frame: Frame, index: number): Value {
  const { func, variable } = frame.captureTarget(index);
  const key = frame.captureKey(frame.module.file, func, variable);
  const node = frame.env.paths.input(key);
  const overlay = frame.state.object(overlayId(node))?.fields.get('=');
  if (overlay) return overlay;
  if (func === 0) return frame.env.moduleVariable(frame.module.file, variable);
  const declared = frame.module.functions[func].vars[variable];
  let value = frame.inputValue(node);
  if (declared?.type) value = join(value, frame.env.declaredValue(frame.module.file, declared.type));
  const cell = cellOf(frame, func, variable);
  return cell === undefined ? value : outOfCell(frame, value, cell);
}

export function setCaptured(frame: Frame, index: number, value: Value): void {
  const { func, variable } = frame.captureTarget(index);
  const node = frame.env.paths.input(frame.captureKey(frame.module.file, func, variable));
  const cell = cellOf(frame, func, variable);
  if (cell !== undefined) intoCell(frame, cell, value, frame.here);
  frame.state.setObject(overlayId(node), { fields: new Map([['=', value]]), class: undefined, complete: false, many: false });
  if (func === 0) frame.env.writeModuleVariable(frame.module.file, variable, new Snapshot(frame).freeze(value));
  else frame.addEffect({ target: node, field: undefined, value });
}

/** Where a variable keeps what calls leave in it. */
function cellOf(frame: Frame, func: number, variable: number): string | undefined {
  const { file } = frame.module;
  const info = frame.env.functionInfo(file, func);
  const name = info?.kept.includes(variable) ? frame.module.functions[func].vars[variable].name : '';
  return name === '' ? undefined : variableCell(file, func === 0 ? '' : info?.name || 'function', name);
}
