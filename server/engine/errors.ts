/** What is known of errors: which declared types are sources, and which sorts of them are made to be told. */
import { MASK } from './catalog';
import { BOOLEAN } from './conditions';
import type { Frame } from './frame';
import type { PathNode } from './paths';
import { type Fact, joinTaints, type Value, withFacts, withTaints } from './values';

/** What is declared to be an error of any sort is one; of the program's own sorts, models know nothing. */
export function withDeclaredErrors(frame: Frame, value: Value, declared: Value, at: { start: number; end: number }): Value {
  const errors = declared.paths.filter(isError);
  return errors.length === 0 ? value : withTaints(value, joinTaints(value.taints, frame.valueTaints(errors[0], frame.site(at))));
}

function isError(path: PathNode): boolean {
  return path.root === path && path.valueFacts.sources.includes('error');
}

/** `error instanceof Refusal`: the sort is one that somebody has chosen, unless all errors belong to it. */
export function instanceValue(frame: Frame, value: Value, name: string | undefined): Value {
  if (value.taints.length === 0 || name === undefined || isError(frame.env.paths.declared(name))) return BOOLEAN;
  const facts: Fact[] = value.taints
    .filter(({ label }) => label.kind === 'error' || label.input !== undefined)
    .map(({ label }) => ({ label, mask: MASK['client-fault'] }));
  return facts.length === 0 ? BOOLEAN : withFacts(BOOLEAN, { whenTrue: facts, whenFalse: [] });
}
