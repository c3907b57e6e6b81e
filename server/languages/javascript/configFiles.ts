/** JSON files that say what imports mean, and a memory for what was made of them, as long as the host is the same. */
import { parse } from 'jsonc-parser/lib/esm/main.js';
import type { Host } from '../../base/host';

export type Fields = Readonly<Record<string, unknown>>;

const memories = new WeakMap<Host, Map<string, unknown>>();

/** What `make` returned when it was first asked for under this key. A host never changes its answers. */
export function remembered<T>(host: Host, key: string, make: () => T): T {
  let memory = memories.get(host);
  if (!memory) {
    memory = new Map();
    memories.set(host, memory);
  }
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as T;
}

/** The file's object, with comments and trailing commas allowed; undefined when there is none. */
export function readFields(file: string, host: Host): Fields | undefined {
  return remembered(host, `json ${file}`, () => {
    const text = host.readText(file);
    if (text === undefined) return undefined;
    try {
      return fields(parse(text, [], { allowTrailingComma: true }));
    } catch {
      // Nested too deeply to be read.
      return undefined;
    }
  });
}

export function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
