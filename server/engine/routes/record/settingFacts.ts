/** Variables of a module that frameworks read as settings, with the values they have in the end. */
import type { Frame } from '../../frame';
import type { RouteEvent } from '../facts';
import { refOf } from './refs';

export function settingsOf(frame: Frame): readonly RouteEvent[] {
  const { settings } = frame.env.paths.catalog.routes;
  if (settings.size === 0) return [];
  return frame.func.vars.flatMap(({ name }, i): readonly RouteEvent[] => {
    const value = settings.has(name) ? frame.state.variable(i) : undefined;
    if (!value) return [];
    return [{ event: 'setting', name, value: refOf(frame, value, undefined), site: frame.site(frame.func.nameAt), block: 0 }];
  });
}
