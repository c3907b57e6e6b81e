/** The language server as it is shipped; `gatehouse lsp` runs the same. */
import { optimizeLate } from '../host/thread';
import { startServer } from './startServer';
import { createBackend } from './workspace';

export function runServer(): void {
  optimizeLate();
  startServer((warn) => createBackend(warn));
}
