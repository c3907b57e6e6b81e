/** Functions after which the next one is run all the same, unless they say that it is not: what each of their ways comes to. */
import type { Site } from '../../values';
import type { RouteEvent } from '../facts';
import { type Inputs, resolve } from '../world';
import type { Ways } from './ways';

export class Aborting {
  private readonly blocks: ReadonlySet<number>;
  private readonly end: Site | undefined;

  constructor(
    events: readonly RouteEvent[],
    private readonly ways: Ways | undefined,
    inputs: Inputs,
  ) {
    const aborts = events.filter((e) => {
      const on = e.event === 'abort' ? resolve(e.on, inputs) : undefined;
      return on?.is === 'role' && on.role === 'context';
    });
    this.blocks = new Set(aborts.map((e) => e.block));
    this.end = events.at(-1)?.site;
  }

  /** Nothing is run next once it has been there: it aborts itself, or whatever follows does. */
  stops(block: number): boolean {
    if (this.blocks.size === 0 || this.blocks.has(block)) return this.blocks.size > 0;
    const { ways } = this;
    if (!ways) return true;
    const reached = ways.reachable(block, this.blocks, false);
    return !ways.flow.ends.some((end, b) => end === 'return' && reached[b] === 1);
  }

  /** Ends that are reached without having aborted; `stopped`: blocks that others have aborted in. */
  goesOn(stopped: readonly number[]): readonly { readonly block: number; readonly site: Site }[] {
    const { ways, end } = this;
    if (!end) return [];
    const site: Site = { ...end, at: { start: end.at.end, end: end.at.end } };
    const without = new Set([...this.blocks, ...stopped]);
    if (!ways) return without.size > 0 ? [] : [{ block: 0, site }];
    const reached = ways.reachable(0, without, true);
    return ways.flow.ends.flatMap((e, block) => (e === 'return' && reached[block] === 1 ? [{ block, site }] : []));
  }
}
