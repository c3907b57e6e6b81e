/**
 * What outlives the call that leaves it: a variable of the module or of a function around, a field of an object or a class, an
 * event. A function that leaves something there and one that finds it there need not be called by anyone in common, so their ends
 * of the way are found each by itself: a value that goes into a cell has reached a sink, one that comes out of it has a source.
 * Who has found both puts them together (`analyzer/cells.ts`). Objects of a class are not told apart.
 */
import type { Frame } from './frame';
import { joinTaints, type Site, type Taint, type Value, withTaints } from './values';

/** Levels of fields below a cell that are told apart; labels know no more. */
const MAX_DEPTH = 3;
/** Fields of one value that are looked at. */
const MAX_FIELDS = 40;

/** Stands between a cell's name and what is meant below it. */
const END = '\n';

export function partsOf(path: string): { readonly cell: string; readonly below: string } {
  const at = path.indexOf(END);
  return at < 0 ? { cell: path, below: '' } : { cell: path.slice(0, at), below: path.slice(at + 1) };
}

export function variableCell(file: string, func: string, variable: string): string {
  return func === '' ? `${file}#${variable}` : `${file}#${func}/${variable}`;
}
export function fieldCell(file: string, cls: string, field: string): string {
  return `${file}#${cls}.${field}`;
}
/** What a listener gets of an event, without the way it has gone. */
export function heardTaint(frame: Frame, event: string, position: number, site: Site): Taint {
  const cell = eventCell(event, position);
  return frame.source('cell', cell, cell + END, site);
}
/** The name of an event, and which of the values that are handed over with it. */
export function eventCell(event: string, position: number): string {
  return `event ${event}#${position}`;
}

/** The value, and whatever has been left in the cell. */
export function outOfCell(frame: { readonly env: Pick<Frame['env'], 'labels'> }, value: Value, cell: string): Value {
  const label = frame.env.labels.source('cell', cell, cell + END);
  return withTaints(value, joinTaints(value.taints, [{ label, mask: 0, trace: undefined }]));
}

/**
 * What a method has given back of an object that this very function has made and calls it on: what is in its fields is known, and
 * what calls have left in those of other objects is not there.
 */
export function ofOwnObject(frame: Frame, value: Value, self: Value | undefined): Value {
  if (!self || self.objects.length === 0 || self.paths.some((p) => p.symbolic)) return value;
  const cells = self.objects.flatMap((id) => {
    const cls = frame.state.object(id)?.class;
    const name = cls && frame.env.classRecord(cls.file, cls.index)?.name;
    return name ? fieldCell(cls.file, name, '') : [];
  });
  const isOther = ({ label }: Taint): boolean => label.kind === 'cell' && cells.some((cell) => label.detail?.startsWith(cell));
  return cells.length > 0 && value.taints.some(isOther)
    ? withTaints(
        value,
        value.taints.filter((t) => !isOther(t)),
      )
    : value;
}

/** The value is put where that comes from, below it in `name`, or among its elements. */
export function intoCellsOf(frame: Frame, base: Value, name: string | undefined, value: Value): void {
  for (const { label } of base.taints) {
    if (label.kind !== 'cell' || label.detail === undefined || label.depth >= MAX_DEPTH) continue;
    put(frame, `${label.text}${step(name)}`, value, frame.here, label.depth + 1);
  }
}

/** The value is put into the cell: a flow for each of its labels, and for those of its fields. */
export function intoCell(frame: Frame, cell: string, value: Value, site: Site): void {
  put(frame, cell + END, value, site, 0);
}

function put(frame: Frame, path: string, value: Value, site: Site, depth: number): void {
  const taints = value.taints.filter((t) => t.label.kind !== 'data' && !isOf(t, path));
  if (taints.length > 0) frame.reach('cell', taints, site, path, value, false);
  if (depth >= MAX_DEPTH) return;
  const below = (fields: ReadonlyMap<string, Value>): void => {
    let count = 0;
    for (const [name, field] of fields) {
      if (++count > MAX_FIELDS) return;
      put(frame, `${path}${step(name === ELEMENTS ? undefined : name)}`, field, site, depth + 1);
    }
  };
  for (const id of value.objects) {
    const fields = frame.state.object(id)?.fields;
    if (fields) below(fields);
  }
  if (value.fields) below(value.fields);
}

/** What comes out of a cell and goes into it again. */
function isOf({ label }: Taint, path: string): boolean {
  return label.kind === 'cell' && label.detail === partsOf(path).cell;
}

const ELEMENTS = '[]';
function step(name: string | undefined): string {
  return name === undefined || /^\d+$/.test(name) ? ELEMENTS : `.${name}`;
}
