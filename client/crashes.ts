/** What is remembered about a server that died: which file it was at, how often in a row, how long to wait. */

/** Milliseconds before the next try; the last one stays. */
const PAUSES = [100, 1000, 3000, 10_000, 30_000] as const;
/** A server that ran this long was well: the next death is the first of a new row. */
const WELL = 60_000;
/** Deaths at one file before it is set aside. */
const TOO_OFTEN = 2;

export interface Death {
  /** Milliseconds to wait before the next start. */
  readonly pause: number;
  /** In a row, this one included. */
  readonly count: number;
  /** The file that is not analysed from now on, when this death made it so. */
  readonly newlySetAside: string | undefined;
}

export class Crashes {
  private row = 0;
  private startedAt = 0;
  private readonly deaths = new Map<string, number>();
  private readonly aside = new Set<string>();

  /** URIs of the files that must not be analysed. */
  get setAside(): readonly string[] {
    return [...this.aside];
  }

  started(now: number): void {
    this.startedAt = now;
  }

  /** `file` is what the server was analysing, undefined when it was idle. */
  died(file: string | undefined, now: number): Death {
    if (now - this.startedAt >= WELL) this.row = 0;
    this.row++;
    const newlySetAside = file !== undefined && this.blame(file) ? file : undefined;
    // With the cause out of the way there is no reason to wait.
    const pause = newlySetAside !== undefined ? PAUSES[0] : PAUSES[Math.min(this.row, PAUSES.length) - 1];
    return { pause, count: this.row, newlySetAside };
  }

  /** The user asks for a fresh start: nothing is held against any file. */
  forget(): void {
    this.row = 0;
    this.deaths.clear();
    this.aside.clear();
  }

  private blame(file: string): boolean {
    const count = (this.deaths.get(file) ?? 0) + 1;
    this.deaths.set(file, count);
    if (count < TOO_OFTEN || this.aside.has(file)) return false;
    this.aside.add(file);
    return true;
  }
}
