/** `gatehouse rules` and `gatehouse explain`. */
import { nearest } from '../policy/nearest';
import { readablePage } from '../report/page';
import { UsageError, type World } from './world';

export async function listRules(format: 'text' | 'json', world: World): Promise<void> {
  const { rules } = await world.loadEngine();
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'json') {
    const list = sorted.map(({ id, title, severity, cwe, advice }) => ({ id, title, severity, cwe: cwe.map((n) => `CWE-${n}`), advice }));
    world.out.write(`${JSON.stringify(list, null, 2)}\n`);
    return;
  }
  const width = Math.max(0, ...sorted.map(({ id }) => id.length));
  for (const { id, severity, title } of sorted) world.out.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`);
}

export async function explain(id: string, world: World): Promise<void> {
  const { rules } = await world.loadEngine();
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) {
    const close = nearest(
      id,
      rules.map((one) => one.id),
    );
    throw new UsageError(
      `there is no rule ${JSON.stringify(id)}${close === undefined ? '; `gatehouse rules` lists them' : `; did you mean ${close}?`}`,
    );
  }
  world.out.write(`${readablePage(rule.page).trim()}\n`);
}
