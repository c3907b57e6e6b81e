/** What the types of parameters say that runs ahead of a function, where they have been put together in another file. */

import type { Frame } from '../../frame';
import { elementsOf } from '../../places';
import type { Noted } from './reading';
import { namesWhatRuns } from './wrapping';

export function aheadOf(frame: Frame): readonly Noted[] {
  const { func, module, env } = frame;
  return func.params.flatMap((param): readonly Noted[] => {
    const type = func.vars[param.var]?.type;
    if (type?.from !== 'import') return [];
    const keys = elementsOf(frame, env.importValue(module.file, type.module, type.name)).flatMap(({ paths }) => namesWhatRuns(paths));
    return keys.map((id) => ({ event: 'call', callee: [{ is: 'scope', id }], args: [], name: type.name, mode: 'return', gives: [] }));
  });
}
