/** Writes so many lines of packages below a folder, and prints their number as JSON. */
import { repeatedPackages, write } from './corpora';
import { countLines } from './product';

const [lines, folder] = process.argv.slice(2);
const texts = repeatedPackages(Number(lines));
write(texts, folder);
process.stdout.write(JSON.stringify({ lines: countLines(texts) }));
