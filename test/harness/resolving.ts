/** Asks which file an import means, in a project of texts. */
import { languageOf } from './lowering';
import { memoryHost, type Texts } from './project';

export function resolveIn(texts: Texts, from: string, module: string): string | undefined {
  const language = languageOf(from);
  if (!language) throw new Error(`${from} has no language`);
  return language.resolve(from, module, memoryHost(texts));
}

/** Empty files of these names. */
export function files(...names: string[]): Texts {
  return Object.fromEntries(names.map((name) => [name, '']));
}
