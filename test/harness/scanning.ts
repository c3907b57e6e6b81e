/** Scans in every manner: by objects or bytes, with a cache that lasts or none, on one thread or several that a test plays. */
import type { ScanOptions, ScanResult } from '../../server/analyzer/analyzer';
import { createAnalyzer, createWorkbench } from '../../server/analyzer/create';
import type { Crew } from '../../server/analyzer/crew';
import { Records } from '../../server/analyzer/records';
import { hash128, hashBytes } from '../../server/base/hash';
import type { Cache } from '../../server/base/host';
import { languageOf } from '../../server/languages';
import type { Syntax } from '../../server/syntax/syntax';
import { memoryHost, type Texts } from './project';

/** A cache that lasts as long as the test, and tells what was asked of it. */
export class MemoryCache implements Cache {
  readonly entries = new Map<string, { key: string; bytes: Uint8Array }>();
  /** Names of all that was ever put. */
  readonly written: string[] = [];

  digest(content: string | Uint8Array): string {
    return typeof content === 'string' ? hash128(content) : hashBytes(content);
  }
  get(name: string, key: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    return entry?.key === key ? entry.bytes : undefined;
  }
  put(name: string, key: string, bytes: Uint8Array): void {
    this.written.push(name);
    this.entries.set(name, { key, bytes });
  }
}

/** Plays threads: each has its own names, and hears of records as a real one would. */
export function playedCrew(syntax: Syntax, texts: Texts, size: number, fails: (files: readonly string[]) => boolean = () => false): Crew {
  let started = 0;
  const start = () => {
    const records = new Records();
    const bench = createWorkbench({ host: memoryHost(texts), syntax, digest: hash128 }, (file) => records.get(file));
    return { number: started++, records, bench };
  };
  const threads = Array.from({ length: size }, start);
  let next = 0;
  return {
    size,
    leastWork: 0,
    async run(task) {
      const slot = next++ % size;
      const { number, records, bench } = threads[slot];
      const { files, news } = task(number);
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (fails(files)) {
        threads[slot] = start();
        throw new Error('out of memory');
      }
      records.hear(news);
      return structuredClone(bench.finish(files));
    },
  };
}

export interface Manner {
  readonly cache?: Cache;
  readonly crew?: Crew;
  readonly live?: boolean;
  readonly options?: Omit<ScanOptions, 'files'>;
}

export async function scanOf(syntax: Syntax, texts: Texts, { cache, crew, live = false, options = {} }: Manner = {}): Promise<ScanResult> {
  const files = Object.keys(texts).filter((f) => languageOf(f) !== undefined);
  const analyzer = createAnalyzer({
    host: memoryHost(texts),
    syntax,
    today: '2026-01-01',
    limits: 'scan',
    ...(cache === undefined ? {} : { cache }),
    ...(crew === undefined ? {} : { crew }),
  });
  const result = await analyzer.scan({ files, forFixes: live, ...options });
  analyzer.dispose();
  return result;
}
