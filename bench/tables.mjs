// Tables of plain text: the first column to the left, figures to the right.

export function print(title, note, head, rows) {
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const line = (row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')}`;
  const [first, ...others] = texts;
  console.log(`\n${title}`);
  if (note) console.log(`  ${note}`);
  console.log([line(first), `  ${'-'.repeat(line(first).length - 2)}`, ...others.map(line)].join('\n'));
}

export const whole = (value) => Math.round(value).toLocaleString('en-US');
export const fine = (value) => (value >= 100 ? whole(value) : value.toFixed(value >= 10 ? 1 : 2));
export const share = (part, of) => `${Math.round((100 * part) / of)} %`;
export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(bytes >= 100 * 2 ** 20 ? 0 : 2)} MB`;
export const both = ({ p50, p95 }) => `${fine(p50)} / ${fine(p95)}`;

/** The target, and whether the value keeps it. */
export const within = (value, target, unit) => `${whole(target)} ${unit} ${value <= target ? 'ok' : 'OVER'}`;
export const atLeast = (value, target, unit) => `${whole(target)} ${unit} ${value >= target ? 'ok' : 'UNDER'}`;
