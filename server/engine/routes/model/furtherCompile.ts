/** Compiles what makes further methods of a class handlers. */
import type { Place } from '../../catalogState';
import { parsePlace } from '../../pathLanguage';
import type { RouteState } from './compile';
import type { Views } from './model';

export interface CompiledFurther {
  readonly methods: Place;
  readonly usual: readonly string[];
  readonly path: Place;
  readonly one: Place;
  readonly under: string;
  readonly controls: Place;
}

export function furtherOf({ methods, usual, path, one, under, controls }: NonNullable<Views['further']>): Partial<RouteState> {
  const further: CompiledFurther = {
    methods: parsePlace(methods),
    usual,
    path: parsePlace(path),
    one: parsePlace(one),
    under,
    controls: parsePlace(controls),
  };
  return { further };
}
