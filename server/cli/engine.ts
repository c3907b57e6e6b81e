/** The analysis as it is shipped. Loaded only by the commands that need it. */
import { version } from '../../package.json';
import { languageOf } from '../languages/index';
import type { Engine } from './world';

export async function loadEngine(): Promise<Engine> {
  throw new Error(`not wired ${version} ${languageOf.name}`);
}
