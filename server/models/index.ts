/** All framework models, by language. */
import type { Model } from '../engine/model';
import { go } from './go';
import { java } from './java';
import { javascript } from './javascript';
import { python } from './python';

export const models: readonly Model[] = [...javascript, ...python, ...go, ...java];
