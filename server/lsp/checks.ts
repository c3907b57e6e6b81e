/** When a file is checked: soon after typing, at once after an accepted suggestion, and never twice for one burst of edits. */

export interface Pace {
  /** Milliseconds of quiet before anything happens; a burst of keys costs one check. */
  readonly pause: number;
  /** Milliseconds it may be put off while somebody types on. */
  readonly longest: number;
}

export const CHECKING: Pace = { pause: 60, longest: 300 };
export const SETTLING: Pace = { pause: 700, longest: Number.POSITIVE_INFINITY };

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly first: number;
  readonly isUrgent: boolean;
}

export class Checks {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly run: (key: string) => void,
    private readonly now: () => number,
    private readonly pace: Pace,
  ) {}

  /** Once nothing else has happened for a moment; an earlier request that has not begun is put off. */
  soon(key: string): void {
    const before = this.waiting.get(key);
    if (before?.isUrgent === true) return;
    if (before !== undefined) clearTimeout(before.timer);
    const now = this.now();
    const first = before?.first ?? now;
    this.set(key, Math.max(0, Math.min(this.pace.pause, first + this.pace.longest - now)), first, false);
  }

  /** As soon as the messages at hand are read. */
  atOnce(key: string): void {
    const before = this.waiting.get(key);
    if (before?.isUrgent === true) return;
    if (before !== undefined) clearTimeout(before.timer);
    this.set(key, 0, this.now(), true);
  }

  /** True when a check is due that has not begun. */
  isWaiting(key: string): boolean {
    return this.waiting.has(key);
  }

  get isAnyWaiting(): boolean {
    return this.waiting.size > 0;
  }

  cancel(key: string): void {
    const before = this.waiting.get(key);
    if (before !== undefined) clearTimeout(before.timer);
    this.waiting.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.waiting.keys()]) this.cancel(key);
  }

  private set(key: string, delay: number, first: number, isUrgent: boolean): void {
    const timer = setTimeout(() => {
      this.waiting.delete(key);
      this.run(key);
    }, delay);
    this.waiting.set(key, { timer, first, isUrgent });
  }
}
