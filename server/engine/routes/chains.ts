/** Chains of what stands before handlers, link by link, and the paths that registrations name. */
import type { Ref } from './facts';
import type { LinkPath } from './verdicts';
import { each } from './world';

/** The links of a chain, lists as their elements. */
export function flat(chain: readonly { readonly ref: Ref; readonly name: string }[]): { readonly ref: Ref; readonly name: string }[] {
  return chain.flatMap(({ ref, name }) => {
    if (ref.is !== 'list') return [{ ref, name }];
    const items = flat(
      ref.items.map((item) => ({ ref: item, name: item.is === 'control' || item.is === 'unknown' ? item.name || name : name })),
    );
    return ref.complete ? items : [...items, { ref: { is: 'unknown' as const, name }, name }];
  });
}

export function pathsOf(ref: Ref | undefined): readonly LinkPath[] {
  if (ref === undefined) return ['all'];
  return each(ref).flatMap((one): readonly LinkPath[] => {
    if (one.is === 'text') return one.texts.map((text) => ({ text }));
    if (one.is === 'pattern') return [{ source: one.source, flags: one.flags }];
    if (one.is === 'list') return one.items.flatMap(pathsOf);
    return ['unknown'];
  });
}
