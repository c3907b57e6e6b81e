/** The function of a Go program that gives back what answers requests. */
import type { Host } from '../../base/host';
import type { RouteEntry } from '../../base/route';

export interface Maker {
  readonly file: string;
  readonly packageName: string;
  readonly name: string;
  /** As it is called: `New(cfg, signer)`. */
  readonly call: string;
  /** It wants nothing. */
  readonly isPlain: boolean;
  readonly gives: 'handler' | 'fiber';
  /** An error comes with it. */
  readonly mayFail: boolean;
}

const HANDLERS =
  /\*?(?:http\.Handler|gin\.Engine|chi\.(?:Router|Mux)|echo\.Echo|http\.ServeMux|mux\.Router|httprouter\.Router|fiber\.App)\b/;
const HEAD = /^func\s+(\(\s*\w*\s*\*?[\w[\], ]+\)\s*)?(\w+)\s*(?:\[[^\]]*\])?\(/gm;

/** The one around the router or the registration. A text says why there is none. */
export function makerOf(host: Host, route: RouteEntry): Maker | string {
  const places = [route.router.place, ...route.way.map(({ place }) => place), { file: route.file, span: route.span }];
  let seen: string | undefined;
  for (const place of places) {
    const text = place && host.readText(place.file);
    if (!place || text === undefined || !place.file.endsWith('.go')) continue;
    const head = [...text.slice(0, place.span.start).matchAll(HEAD)].pop();
    if (head === undefined) continue;
    seen ??= `\`${head[2]}\` in ${place.file}`;
    const after = head.index + head[0].length;
    const close = closing(text, after - 1);
    const results = text.slice(close + 1, text.indexOf('{', close + 1)).trim();
    if (!HANDLERS.test(results)) continue;
    const parameters = namesIn(text.slice(after, close));
    const packageName = /^package\s+(\w+)/m.exec(text)?.[1];
    if (packageName === undefined) continue;
    const receiver = head[1] && /\*?(\w+)(?:\[[^\]]*\])?\s*\)\s*$/.exec(head[1].trim())?.[1];
    return {
      file: place.file,
      packageName,
      name: head[2],
      call: `${receiver ? `${receiver.charAt(0).toLowerCase()}${receiver.slice(1)}.` : ''}${head[2]}(${parameters.join(', ')})`,
      isPlain: receiver === undefined && parameters.length === 0,
      gives: /fiber\.App/.test(results) ? 'fiber' : 'handler',
      mayFail: /\berror\b/.test(results),
    };
  }
  return `${seen ?? 'what registers it'} does not give back what answers requests: once it does, a test can ask it`;
}

/** Where the bracket at `open` is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length;
}

/** Names of parameters, those with options left out: `opts ...Option`. */
function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.includes('...') && /^\w/.test(part))
    .map((part) => /^\w+/.exec(part)?.[0] ?? 'nil');
}

/** Functions of the tests beside it: one that gives the same back, and one that signs somebody ordinary in. */
export interface Beside {
  readonly router: string | undefined;
  readonly signIn: string | undefined;
}

export function besideOf(host: Host, { file, packageName }: Maker): Beside {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  let router: string | undefined;
  let signIn: string | undefined;
  for (const name of [...(host.list(folder)?.files ?? [])].sort()) {
    if (!name.endsWith('_test.go')) continue;
    const text = host.readText(folder === '' ? name : `${folder}/${name}`) ?? '';
    if (/^package\s+(\w+)/m.exec(text)?.[1] !== packageName) continue;
    for (const [, helper, result] of text.matchAll(/^func\s+(\w+)\(\s*\w+\s+(?:\*testing\.T|testing\.TB)\s*\)\s*(\*?[\w.]+)\s*\{/gm))
      if (HANDLERS.test(result) && !MADE.test(helper)) router ??= helper;
    for (const [, helper] of text.matchAll(/^func\s+(\w+)\(\s*\w+\s+(?:\*testing\.T|testing\.TB)\s*,\s*\w+\s+\*http\.Request\s*\)\s*\{/gm))
      if (/sign|log_?in|auth/i.test(helper) && !/admin|staff|owner|root|host|editor|manager/i.test(helper) && !MADE.test(helper))
        signIn ??= helper;
  }
  return { router, signIn };
}
/** What tests that are written here call what they make. */
const MADE = /^Test|^(?:router|signedIn|entitled)Of[A-Z]/;
