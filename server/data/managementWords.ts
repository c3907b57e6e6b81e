/** Which paths are for those who run or write a program, by their words. */
import { splitWords } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** They take everything away, or fill it with something else. */
const UNDOES = set(
  'resetdb resetdatabase dropdb dropdatabase dropall cleardb cleardatabase wipe wipedb truncate purgeall resetall seed seeds seeddb seeddatabase seeddata reseed',
);
/** They show or run the inside. */
const SHOWS = set('env environ envvars dump dumpdb dbdump heapdump threaddump phpinfo runcommand runsql sqlconsole executesql');
/** They may. */
const MAY_SHOW = set('debug environment eval exec shell console');
const MEASURES = set('metrics prometheus');
const DESCRIBES = set('apidocs swagger swaggerjson openapijson swaggerui');

export type Management = 'undoes' | 'shows' | 'mayShow' | 'measures' | 'describes';

/** What a path is for, by its last words; what stands below `debug` is for debugging. */
export function managementOf(path: string): Management | undefined {
  const segments = path.split('/').filter((s) => s !== '' && !/^[:{<*[(…]/.test(s));
  const words = segments.map((s) => splitWords(s).join(''));
  const last = words[words.length - 1];
  if (last === undefined) return undefined;
  if (UNDOES.has(last) || (last === 'reset' && words.includes('debug'))) return 'undoes';
  if (SHOWS.has(last)) return 'shows';
  if (MAY_SHOW.has(last) || words[0] === 'debug' || (words[0] === 'api' && words[1] === 'debug')) return 'mayShow';
  if (MEASURES.has(last)) return 'measures';
  return DESCRIBES.has(last) ? 'describes' : undefined;
}
