/**
 * Entry of the bundle `dist/cli.js`, the command `gatehouse`. Whatever analyses runs in a second thread of the same
 * bundle: Ctrl-C works whatever the analysis is busy with, and an analysis that runs out of memory ends with a sentence and
 * not with a crash.
 */
import { keepThreadsSmall, optimizeLate, parentThread, startThread } from '../host/thread';
import { type CrewData, isCrew } from './crew';
import { main } from './main';
import { interruptions, processWorld, terminals } from './processWorld';
import { EXIT } from './world';

const args = process.argv.slice(2);
const parent = parentThread();
if (parent !== undefined) void (isCrew(parent.data) ? serve(parent.data) : inThread(parent));
else if (['scan', 'routes', 'prove'].includes(args[0])) void besideThread();
else void main(args, processWorld(terminals(), new AbortController().signal)).then(finish);

/** Messages of the thread: text for a stream, or the exit code. */
type Message = { readonly to: 'out' | 'err'; readonly text: string } | { readonly code: number };

async function serve({ scanOf }: CrewData): Promise<void> {
  await (await import('./engine')).serveScan(scanOf);
}

async function inThread({ data, send, listen }: NonNullable<typeof parent>): Promise<void> {
  const controller = new AbortController();
  listen((code) => controller.abort(code));
  const shape = data as Record<'out' | 'err', { readonly isTerminal: boolean; readonly columns: number }>;
  const stream = (to: 'out' | 'err') => ({ ...shape[to], write: (text: string) => send({ to, text } satisfies Message) });
  const code = await main(args, processWorld({ out: stream('out'), err: stream('err') }, controller.signal));
  send({ code } satisfies Message);
}

async function besideThread(): Promise<void> {
  const { out, err } = terminals();
  let code: number | undefined;
  const shapes = { out: { isTerminal: out.isTerminal, columns: out.columns }, err: { isTerminal: err.isTerminal, columns: err.columns } };
  keepThreadsSmall();
  optimizeLate();
  const thread = startThread(__filename, args, shapes, (message) => {
    const said = message as Message;
    if ('code' in said) code = said.code;
    else (said.to === 'out' ? out : err).write(said.text);
  });
  interruptions((interrupted) => {
    if (err.isTerminal) err.write('\r\u001b[2K');
    thread.send(interrupted);
  });
  const ending = await thread.ended;
  if (code === undefined) {
    const why = ending.kind === 'failed' ? ending.error.message : 'it ran out of memory; scan fewer files at a time';
    err.write(`gatehouse: the analysis failed: ${why}\n`);
  }
  finish(code ?? EXIT.failed);
}

function finish(code: number): void {
  // Set, not called: what was printed may still be on its way into a pipe.
  process.exitCode = code;
}
