/** The door of the room: a finding on endpoints in, a test that fails until it is mended out, or why there can be none. */
import { attemptsOf } from './attempts';
import { isProvable } from './claims';
import { writeGo } from './go/write';
import { writeJava } from './java/write';
import { writeJavascript } from './javascript/write';
import type { Attempt, Draft, NoProof, Proof, ProofRequest, Writer } from './proof';
import { writePython } from './python/write';
import { nameOf } from './spoken';

export { isProvable };

/** By the ending of the file that registers the endpoint. */
const WRITERS: readonly (readonly [RegExp, Writer])[] = [
  [/\.[cm]?[jt]sx?$/, writeJavascript],
  [/\.py$/, writePython],
  [/\.go$/, writeGo],
  [/\.java$/, writeJava],
];
/** Names that are tried where the first is taken by something else. */
const MOST_NAMES = 9;
const BEGINNING = 'what the path begins with, where settings say so';

/** Undefined for findings of which no test speaks. The same files, the same text. */
export function prove(request: ProofRequest): Proof | NoProof | undefined {
  if (!isProvable(request.finding.rule)) return undefined;
  const attempts = attemptsOf(request);
  if (typeof attempts === 'string') return { title: 'Prove it: write a test', reason: attempts };
  const title = titleOf(attempts);
  const write = WRITERS.find(([ending]) => ending.test(attempts[0].route.file))?.[1];
  if (write === undefined) return { title, reason: 'tests in this language are not written yet' };
  for (let name = 1; name <= MOST_NAMES; name++) {
    const draft = write(attempts, request, name);
    if (typeof draft === 'string') return { title, reason: draft };
    const left = [...(attempts.some((a) => a.isGuessed) ? [BEGINNING] : []), ...draft.left];
    const proof = placed(title, { ...draft, left }, request.host.readText(draft.file));
    if (proof !== undefined) return proof;
  }
  return { title, reason: 'all names for it are taken' };
}

export function isProof(one: Proof | NoProof): one is Proof {
  return 'after' in one;
}

function titleOf(attempts: readonly Attempt[]): string {
  const [{ statuses, route }] = attempts;
  const codes = statuses.length === 1 ? `${statuses[0]}` : `${statuses.slice(0, -1).join(', ')} or ${statuses[statuses.length - 1]}`;
  const from = attempts.length === 1 ? nameOf(route) : `${attempts.length} endpoints`;
  return `Prove it: write a test that expects ${codes} from ${from}`;
}

/** A new file, or what is added to one of ours; undefined where the file is somebody else's. */
function placed(title: string, draft: Draft, before: string | undefined): Proof | NoProof | undefined {
  const { file, whole, tests, run, folder, left } = draft;
  if (before === undefined || before.trim() === '') {
    const start = whole.indexOf(tests[0].text);
    const selected = { start, end: start + tests[0].text.length };
    return { title, file, before, span: { start: 0, end: before?.length ?? 0 }, text: whole, after: whole, selected, run, folder, left };
  }
  const lines = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  if (!draft.needs.every((line) => lines.has(line.trim()))) return undefined;
  const fresh = tests.filter(({ name }) => !before.includes(name));
  if (fresh.length === 0) return { title, reason: `${file} has it already` };
  const at = draft.closing === undefined ? before.trimEnd().length : lastMatch(before, draft.closing);
  if (at === undefined) return undefined;
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const isEnd = draft.closing === undefined;
  const parts = fresh.map((t) => t.text.replace(/\n$/, '')).join(draft.gap);
  const text = (isEnd ? `${draft.gap}${parts}` : `\n${parts}\n`).replaceAll('\n', eol);
  const span = { start: at, end: at };
  const after = before.slice(0, at) + text + before.slice(at);
  const lead = text.length - text.trimStart().length;
  return { title, file, before, span, text, after, selected: { start: at + lead, end: at + text.trimEnd().length }, run, folder, left };
}

/** Where the last match begins. */
function lastMatch(text: string, pattern: RegExp): number | undefined {
  let at: number | undefined;
  for (const found of text.matchAll(pattern)) at = found.index;
  return at;
}
