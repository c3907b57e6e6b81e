import pino from 'pino';

export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** Structured logging; every line carries the part it comes from. */
export function createLogger(part: string): Logger {
  const sink = pino({ level: process.env.LOG_LEVEL ?? 'info', base: { part } });
  const write =
    (level: 'info' | 'warn') =>
    (message: string, fields: Record<string, unknown> = {}): void =>
      sink[level](fields, message);
  return { info: write('info'), warn: write('warn') };
}
