/** Asks which file an import means, in a project of texts. */
import { Imports } from '../../server/analyzer/imports';
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

/** What imports mean in texts that change, as an analyzer asks for it. */
export function importsOver(texts: Texts): Imports {
  return new Imports(memoryHost(texts));
}
