/** Puts tables of handlers, which go by the names of fields, onto the states of the catalog. */
import type { Place } from '../../catalogState';
import { parsePlace } from '../../pathLanguage';
import { change, type StatesOf } from './compile';
import type { Routes } from './model';

export interface CompiledTable {
  readonly framework: string;
  readonly onResult: boolean;
  readonly at: readonly Place[];
  readonly groups: Readonly<Record<string, string>> | undefined;
  readonly within: readonly string[];
  readonly shape: string | undefined;
}

export function compileTables(framework: string, { tables }: Routes, of: StatesOf): void {
  for (const { call, on, at, groups, within = [], methods = {}, shape } of tables ?? []) {
    const table = { framework, onResult: on === 'result', at: (typeof at === 'string' ? [at] : at).map(parsePlace), groups, within, shape };
    for (const [method, texts] of Object.entries(methods)) for (const text of texts) change(of.value(text), (r) => ({ ...r, method }));
    change(of.value(call), (r) => ({ ...r, tables: [...r.tables, table] }));
  }
}
