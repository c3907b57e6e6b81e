/** The analysis as it is shipped. Loaded only by the commands that need it. */
import { version } from '../../package.json';
import { createAnalyzer } from '../analyzer/create';
import { loadGrammars } from '../host/grammars';
import { milliseconds, today } from '../host/process';
import { languageOf } from '../languages';
import { rules } from '../rules';
import { loadSyntax } from '../syntax/syntax';
import type { Engine } from './world';

/** `warn` gets a line for whoever maintains the installation, once at most. */
export function loadEngine(warn: (message: string) => void): Engine {
  return {
    version,
    rules,
    accepts: (file) => languageOf(file) !== undefined,
    async createAnalyzer({ host, policy, baseline }) {
      const grammars = loadGrammars();
      const syntax = await loadSyntax({ read: (name) => grammars.bytes(name), now: milliseconds, warn });
      return createAnalyzer({
        host,
        syntax,
        policy,
        today: today(),
        limits: 'scan',
        ...(baseline === undefined ? {} : { baseline }),
      });
    },
  };
}
