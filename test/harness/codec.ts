/** The engine's codec, with tables as every process has its own. */
import { Catalog } from '../../server/engine/catalog';
import { Decoder } from '../../server/engine/codec/decoder';
import { Encoder } from '../../server/engine/codec/encoder';
import { Labels } from '../../server/engine/labels';
import { PathTable } from '../../server/engine/paths';
import type { Value } from '../../server/engine/values';
import { models } from '../../server/models';

export { ByteReader, ByteWriter, DamagedRecord } from '../../server/engine/codec/bytes';
export { type FunctionValue, NOTHING, type Site, type Trace, UNKNOWN, type Value } from '../../server/engine/values';
export type { Literal } from '../../server/ir/types';

const catalog = new Catalog(models.filter((m) => m.language === 'javascript'));

/** What one process knows of paths and labels. */
export interface Tables {
  readonly paths: PathTable;
  readonly labels: Labels;
}

export function newTables(): Tables {
  return { paths: new PathTable(catalog), labels: new Labels() };
}

export function encodeValues(values: readonly Value[]): Uint8Array {
  const encoder = new Encoder({ function() {}, input() {} });
  encoder.root.number(values.length);
  for (const value of values) encoder.root.number(encoder.value(value));
  return encoder.finish();
}

export function decodeValues(bytes: Uint8Array, { paths, labels }: Tables): readonly Value[] {
  const decoder = new Decoder(bytes, paths, labels);
  return decoder.list(() => decoder.value());
}
