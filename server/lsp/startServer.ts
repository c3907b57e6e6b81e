/** Serves a backend on standard input and output, or on Node's IPC when the parent opened it. */
import { Console } from 'node:console';
import { createConnection, IPCMessageReader, IPCMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import type { Backend } from './backend';
import { serve } from './serve';

/** Exit code when the server cannot go on and wants to be started again (EX_SOFTWARE of sysexits.h). */
const BROKEN = 70;

/** Does not return anything to wait for: the process ends with the protocol's `exit`, or when its client is gone. */
export function startServer(makeBackend: (warn: (message: string) => void) => Backend): void {
  const isIpc = process.argv.includes('--node-ipc') && process.send !== undefined;
  const connection = isIpc
    ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  if (isIpc) process.once('disconnect', () => process.exit(1));
  // Standard output belongs to the protocol: whatever is printed goes where it does no harm.
  else globalThis.console = new Console(process.stderr);
  serve(
    connection,
    makeBackend((message) => connection.console.warn(message)),
    () => process.exit(BROKEN),
  );
}
