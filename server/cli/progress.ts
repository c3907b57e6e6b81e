/** One line on a terminal that says how far the scan is. */
import { milliseconds } from '../host/process';
import { printable } from '../report/printable';
import type { Stream } from './world';

export interface Progress {
  readonly show: (done: number, total: number, file: string) => void;
  clear(): void;
}

const BAR = 24;
/** Milliseconds between two drawings. */
const PAUSE = 80;

/** Without a stream it shows nothing. */
export function createProgress(stream: Stream | undefined): Progress {
  if (stream === undefined) return { show: () => {}, clear: () => {} };
  let last = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show(done, total, file) {
      const now = milliseconds();
      if (now - last < PAUSE && done < total) return;
      last = now;
      drawn = true;
      const filled = total === 0 ? BAR : Math.round((BAR * done) / total);
      const head = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done}/${total} `;
      const room = Math.max(0, stream.columns - head.length - 1);
      const name = printable(file);
      stream.write(`\r\u001b[2K${head}${name.length > room ? `…${name.slice(name.length - room + 1)}` : name}`);
    },
    clear() {
      if (drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}
