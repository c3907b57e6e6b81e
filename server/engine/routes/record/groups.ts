/** Routers that are mounted where they are made: groups, and routers in callbacks. */

import { PLAIN, type Ref } from '../facts';
import type { CompiledGroup } from '../model/compile';
import { wrapping } from '../world';
import type { Noted, NotedCall, Reading } from './reading';
import { nameOf, placed } from './registering';

/** The new router, where it is mounted, and what the function given there does to it. */
export function groupOf(reading: Reading, c: NotedCall, group: CompiledGroup): readonly Noted[] {
  const id = reading.key(c.instr);
  const made: Ref = { is: 'scope', id };
  const [path] = placed(reading, c, group.path);
  const wraps = placed(reading, c, group.wraps);
  const chain = placed(reading, c, group.chain);
  return [
    { event: 'make', id, role: 'router' },
    {
      event: 'register',
      key: id,
      framework: group.framework,
      does: group.alone ? 'strip' : group.leaks ? 'mount' : 'group',
      ...PLAIN,
      on: group.alone ? made : reading.ref(c.self),
      guessed: false,
      methods: ['*'],
      path: path && reading.ref(path.value, path.site),
      chain: [
        ...wraps.map((v) => wrapping(reading.ref(v.value, v.site))),
        ...chain.map((v) => reading.ref(v.value, v.site)),
        ...(group.alone ? [] : [made]),
      ],
      names: [...[...wraps, ...chain].map((v) => nameOf(reading, v.site)), ...(group.alone ? [] : [''])],
    },
    ...placed(reading, c, group.hands).map(
      ({ value }): Noted => ({ event: 'call', callee: [reading.ref(value)], args: [made], name: c.name, gives: [] }),
    ),
  ];
}
