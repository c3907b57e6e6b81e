/** The rules about configuration: the project's own, and ours. */
import type { Rule } from '../rule';
import { ignoreComment } from './ignore-comment';

export const config: readonly Rule[] = [ignoreComment];
