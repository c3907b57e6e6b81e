/** The language server as it is shipped; `gatehouse lsp` runs the same. */
import { startServer } from './startServer';
import { createBackend } from './workspace';

export function runServer(): void {
  startServer((warn) => createBackend(warn));
}
