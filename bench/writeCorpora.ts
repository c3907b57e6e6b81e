/** Writes the corpora below a folder, and prints JSON: their names, folders and lines. With no lines asked for: one file to open in an editor. */
import path from 'node:path';
import { corpora, repeatedPackages, SEED, write } from './corpora';
import { generatedFile } from './generated';
import { countLines, type Texts } from './product';

const lines = Number(process.argv[2]);
const target = process.argv[3];
const wanted: Readonly<Record<string, Texts>> =
  lines > 0
    ? { ...corpora(lines), 'packages, over and over': repeatedPackages(lines) }
    : { workspace: new Map([['service.ts', generatedFile(1000, SEED)]]) };

const written = Object.entries(wanted).map(([name, texts], index) => {
  const folder = lines > 0 ? path.join(target, String(index)) : target;
  write(texts, folder);
  return { name, folder, lines: countLines(texts), text: lines > 0 ? '' : texts.get('service.ts') };
});
process.stdout.write(JSON.stringify(written));
