/** All framework models, by language. */
import type { Model } from '../engine/model';
import { javascript } from './javascript';

export const models: readonly Model[] = [...javascript];
