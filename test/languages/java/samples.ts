/** The fenced texts of constructs.md. */
import { readFileSync } from 'node:fs';

export interface Sample {
  readonly file: string;
  readonly text: string;
}

export function samples(): readonly Sample[] {
  const page = readFileSync('test/languages/java/constructs.md', 'utf8');
  return [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file, text]) => ({ file, text }));
}
