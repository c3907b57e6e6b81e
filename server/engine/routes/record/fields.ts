/** Handlers that are the fields of objects: each field is an endpoint that goes by its name. */
import type { At, Instr, Reg } from '../../../ir/types';
import { ELEMENTS } from '../../access';
import type { Frame } from '../../frame';
import type { Site, Value } from '../../values';
import { PLAIN, PROGRAM, type Ref } from '../facts';
import type { CompiledTable } from '../model/tableCompile';
import { Definitions } from './definitions';
import type { Noted, NotedCall, Reading } from './reading';

const MAX_FIELDS = 500;
const MAX_DEPTH = 4;

export function fieldsOf(reading: Reading, c: NotedCall, tables: readonly CompiledTable[]): readonly Noted[] {
  return tables.flatMap((table) => new Fields(reading, c, table).all());
}

class Fields {
  private readonly frame: Frame;
  private readonly definitions: Definitions;
  private readonly on: Ref;

  constructor(
    private readonly reading: Reading,
    private readonly c: NotedCall,
    private readonly table: CompiledTable,
  ) {
    this.frame = reading.frame;
    this.definitions = new Definitions(reading.frame.func);
    this.on = { is: 'scope', id: table.onResult ? reading.key(c.instr) : PROGRAM };
  }

  all(): readonly Noted[] {
    return this.table.at
      .flatMap((place) => this.reading.at(this.c, place).map(({ value }) => this.object(value, this.written(place.below), 0)))
      .flat()
      .slice(0, MAX_FIELDS);
  }

  /** Where the object is written out, below the call's argument. */
  private written(below: readonly { readonly sub: string; readonly name?: string }[]): Instr | undefined {
    const index = this.table.at[0]?.selector?.select === 'index' ? this.table.at[0].selector.index : -1;
    let instr = this.made(this.c.instr.args[index]?.value);
    for (const step of below)
      instr = instr?.op === 'object' && step.name !== undefined ? this.made(this.field(instr, step.name)?.value) : undefined;
    return instr;
  }
  private made(reg: Reg | undefined): Instr | undefined {
    return reg === undefined ? undefined : this.definitions.of(reg);
  }
  private field(instr: Instr | undefined, name: string): { readonly value: Reg; readonly keyAt?: At } | undefined {
    return instr?.op === 'object' ? instr.props.findLast((p) => p.key === name) : undefined;
  }

  private object(value: Value, written: Instr | undefined, depth: number): readonly Noted[] {
    const fields = heldBy(this.frame, value);
    if (fields.has(ELEMENTS) || fields.has('0'))
      return depth > MAX_DEPTH ? [] : [...fields.values()].flatMap((item) => this.object(item, undefined, depth + 1));
    const { groups } = this.table;
    if (!groups) return [...fields].flatMap(([name, one]) => this.handler(name, one, this.field(written, name)?.keyAt, undefined));
    return [...fields].flatMap(([group, inside]) => {
      if (!Object.hasOwn(groups, group)) return [];
      const below = this.made(this.field(written, group)?.value);
      return [...heldBy(this.frame, inside)].flatMap(([name, one]) =>
        this.handler(`${group}.${name}`, one, this.field(below, name)?.keyAt, groups[group]),
      );
    });
  }

  private handler(name: string, value: Value, at: At | undefined, told: string | undefined): readonly Noted[] {
    const whole = this.reading.ref(value);
    const ref = (whole.is === 'object' && this.table.within.map((field) => whole.fields[field]).find((f) => f !== undefined)) || whole;
    if (ref.is === 'text' || ref.is === 'nothing' || ref.is === 'number') return [];
    const method = told ?? value.paths.map((p) => p.routes?.method).find((m) => m !== undefined) ?? '*';
    // A table in a table.
    if (ref.is === 'object' && told === undefined)
      return [...heldBy(this.frame, value)].flatMap(([inner, one]) => this.handler(`${name}.${inner}`, one, undefined, undefined));
    const site: Site | undefined = at && this.frame.site(at);
    return [
      {
        event: 'register',
        key: `${this.reading.key(this.c.instr)}.${name}`,
        framework: this.table.framework,
        does: 'route',
        ...PLAIN,
        shape: this.table.shape,
        on: this.on,
        guessed: false,
        methods: [method],
        path: { is: 'text', texts: [name] },
        chain: [ref],
        names: [name],
        named: true,
        ...(site ? { place: { site } } : {}),
      },
    ];
  }
}

function heldBy(frame: Frame, value: Value): ReadonlyMap<string, Value> {
  const out = new Map<string, Value>();
  for (const id of value.objects) for (const [name, held] of frame.state.object(id)?.fields ?? []) if (!out.has(name)) out.set(name, held);
  for (const [name, held] of value.fields ?? []) if (!out.has(name)) out.set(name, held);
  return out;
}
