/**
 * What earlier runs have found out about files. Of each there is a head, which goes with its text: what it imports, and what
 * else its analysis has looked at; and a body, the results, which goes with all of these.
 */
import type { Cache } from '../base/host';
import { ByteReader, ByteWriter, DamagedRecord } from '../engine/codec/bytes';
import type { Planned } from './plan';
import type { Finished } from './workbench';

export interface CachedHead {
  /** Texts of its imports. */
  readonly imports: readonly string[];
  readonly group: readonly string[];
  readonly asked: readonly string[];
}

export function readHead(cache: Cache, file: string, digest: string): CachedHead | undefined {
  return sound(cache.get(`head ${file}`, digest), (r) => {
    const texts = (): string[] => {
      const out: string[] = [];
      for (let count = r.count(); count > 0; count--) out.push(r.text());
      return out;
    };
    return { imports: texts(), group: texts(), asked: texts() };
  });
}

export function writeHead(cache: Cache, file: string, digest: string, { imports, group, asked }: CachedHead): void {
  const writer = new ByteWriter();
  for (const list of [imports, group, asked]) {
    writer.number(list.length);
    for (const text of list) writer.text(text);
  }
  cache.put(`head ${file}`, digest, writer.finish());
}

/** Same as long as the texts of the group, what their imports mean, and the records that their analysis has looked at are the same. */
export function keyOf(cache: Cache, group: readonly Planned[], recordOf: (file: string) => string | undefined): string | undefined {
  const asked = [...new Set(group.flatMap((g) => g.head?.asked ?? []))].sort();
  const records = asked.map((file) => [file, recordOf(file)]);
  if (records.some(([, record]) => record === undefined)) return undefined;
  const members = [...group].sort((a, b) => (a.file < b.file ? -1 : 1)).map(({ file, digest, targets }) => [file, digest, targets]);
  return cache.digest(JSON.stringify([members, records]));
}

export function readBody(cache: Cache, file: string, key: string): Finished | undefined {
  const bytes = cache.get(`body ${file}`, key);
  return sound(bytes, (r) => {
    const outcome = r.bytesOf(r.count());
    const record = r.bytesOf(r.count());
    return { file, outcome, record: record.length === 0 ? undefined : record };
  });
}

export function writeBody(cache: Cache, key: string, { file, outcome, record }: Finished): void {
  const writer = new ByteWriter((outcome?.length ?? 0) + (record?.length ?? 0) + 16);
  for (const part of [outcome, record]) {
    writer.number(part?.length ?? 0);
    if (part) writer.put(part);
  }
  cache.put(`body ${file}`, key, writer.finish());
}

/** Undefined for what nobody has written like this. */
function sound<T>(bytes: Uint8Array | undefined, read: (reader: ByteReader) => T): T | undefined {
  if (!bytes) return undefined;
  try {
    return read(new ByteReader(bytes));
  } catch (error) {
    if (error instanceof DamagedRecord) return undefined;
    throw error;
  }
}
