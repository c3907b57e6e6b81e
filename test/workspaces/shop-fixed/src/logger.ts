import winston from 'winston';

export const logger = winston.createLogger({
  level: process.env.LOG_LEVEL ?? 'info',
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Console()],
});

/** The last four digits, as receipts show them. */
export function maskCard(number: string): string {
  return `**** **** **** ${number.slice(-4)}`;
}
