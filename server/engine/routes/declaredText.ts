/** What is kept of what a module's text declares: its types, and the heads of its functions by their index. */
import { type DeclaredHead, type DeclaredType, type DeclaredValue, NOTHING_DECLARED } from '../../ir/declared';
import type { At, Module } from '../../ir/types';

export interface KeptDeclared {
  readonly types: readonly DeclaredType[];
  readonly heads: readonly (readonly [number, DeclaredHead])[];
}

export function declaredOf({ functions, declared = NOTHING_DECLARED }: Module): KeptDeclared {
  if (declared.heads.length === 0) return { types: declared.types, heads: [] };
  const byPlace = new Map<number, number>(functions.map((f) => [f.nameAt.start, f.index]));
  const heads = declared.heads.flatMap((head): [number, DeclaredHead][] => {
    const index = byPlace.get(head.nameAt.start);
    return index === undefined ? [] : [[index, head]];
  });
  return { types: declared.types, heads };
}

type ValueRow = readonly [string, number, number, string, readonly string[]];
type TypeRow = readonly [string, number, number, readonly string[], readonly string[], readonly ValueRow[], readonly string[]];
type HeadRow = readonly [number, number, number, number, number, string, readonly string[], readonly string[], readonly ValueRow[]];

/** Rows without names: there are many, and most are never looked at. */
export function declaredText({ types, heads }: KeptDeclared): unknown {
  const value = ({ name, at, type, marks }: DeclaredValue): ValueRow => [name, at.start, at.end, type, marks];
  return [
    types.map((t): TypeRow => [t.name, t.at.start, t.at.end, t.above, t.marks, t.fields.map(value), t.methods]),
    heads.map(
      ([index, h]): HeadRow => [
        index,
        h.nameAt.start,
        h.nameAt.end,
        h.resultAt.start,
        h.resultAt.end,
        h.result,
        h.marks,
        h.around,
        h.parameters.map(value),
      ],
    ),
  ];
}

export function readDeclared(rows: unknown): KeptDeclared {
  const [types, heads] = rows as readonly [readonly TypeRow[], readonly HeadRow[]];
  return {
    types: types.map(([name, start, end, above, marks, fields, methods]) => ({
      name,
      at: { start, end },
      above,
      marks,
      fields: fields.map(declaredValue),
      methods,
    })),
    heads: heads.map(([index, from, to, start, end, result, marks, around, parameters]) => [
      index,
      { nameAt: span(from, to), resultAt: span(start, end), result, marks, around, parameters: parameters.map(declaredValue) },
    ]),
  };
}

function declaredValue([name, start, end, type, marks]: ValueRow): DeclaredValue {
  return { name, at: span(start, end), type, marks };
}

function span(start: number, end: number): At {
  return { start, end };
}
