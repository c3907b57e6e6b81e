/** A first look at a method: by its text, something stands on it or on its class that is asked of whoever calls it. */
import type { Frame } from '../../frame';

export function isAsked({ func, module, env }: Frame): boolean {
  const { onCalls } = env.paths.catalog.routes.declared;
  const owner = module.classes[func.class];
  if (onCalls.size === 0 || !owner) return false;
  const head = module.text.slice(owner.at.start, owner.at.end);
  const said = `${module.text.slice(func.at.start, func.nameAt.start)} ${head.slice(0, Math.max(0, head.indexOf('{')))}`;
  return said.includes('@') && (said.match(/@[\w.]+/g) ?? []).some((m) => onCalls.has(m.slice(m.lastIndexOf('.') + 1).replace('@', '')));
}
