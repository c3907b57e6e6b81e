/** The rules about ignore comments. */
import type { Rule } from '../rule';
import { ignoreComment } from './ignore-comment';

export const ignore: readonly Rule[] = [ignoreComment];
