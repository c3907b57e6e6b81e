/** Reads how long something lasts from code: `60 * 60 * 24 * 365`, `timedelta(days=90)`, `90 * 24 * time.Hour`. */

const UNITS: Readonly<Record<string, number>> = { weeks: 604_800, days: 86_400, hours: 3600, minutes: 60, seconds: 1 };
const CONSTANTS: Readonly<Record<string, number>> = { 'time.Hour': 3600, 'time.Minute': 60, 'time.Second': 1 };

/** In the unit in which it is written, or in seconds where it names units; undefined for what is no product of numbers. */
export function duration(code: string): number | undefined {
  const text = code.trim().replace(/^\(([^()]*)\)$/, '$1');
  const delta = /^(?:datetime\.)?timedelta\(([^()]*)\)$/.exec(text);
  if (delta) return ofDelta(delta[1]);
  let out = 1;
  for (const factor of text.split('*')) {
    const one = factor.trim();
    const known = CONSTANTS[one] ?? (/^\d[\d_]*(?:\.\d+)?$/.test(one) ? Number(one.replaceAll('_', '')) : undefined);
    if (known === undefined) return undefined;
    out *= known;
  }
  return out;
}

function ofDelta(inside: string): number | undefined {
  let out = 0;
  for (const part of inside.split(',').filter((p) => p.trim() !== '')) {
    const [, unit = 'days', code] = /^\s*(?:(\w+)\s*=)?\s*(.*)$/s.exec(part) ?? [];
    const amount = duration(code ?? '');
    if (amount === undefined || UNITS[unit] === undefined) return undefined;
    out += amount * UNITS[unit];
  }
  return out;
}
