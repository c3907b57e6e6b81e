/** The languages Gatehouse reads. */
import { go } from './go/go';
import { java } from './java/java';
import { javascript } from './javascript/javascript';
import type { Language } from './language';
import { python } from './python/python';

export const LANGUAGES: readonly Language[] = [javascript, python, java, go];

/** The language of a file by its extension, or undefined when none of ours reads it. */
export function languageOf(file: string): Language | undefined {
  const dot = file.lastIndexOf('.');
  if (dot < 0 || dot < file.lastIndexOf('/')) return undefined;
  const extension = file.slice(dot).toLowerCase();
  return LANGUAGES.find((language) => language.extensions.includes(extension));
}
