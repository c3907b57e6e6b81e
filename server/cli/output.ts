/** Files that commands write: checked before the work begins, so that nobody waits for a report that cannot be kept. */
import path from 'node:path';
import { checkWritable, writeFile } from '../host/writeFile';
import { UsageError, type World } from './world';

export function mustBeWritable(world: World, file: string): void {
  try {
    checkWritable(path.resolve(world.cwd, file));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

export function save(world: World, file: string, text: string): void {
  try {
    writeFile(path.resolve(world.cwd, file), text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): UsageError {
  return new UsageError(`cannot write ${JSON.stringify(file)} (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
}
