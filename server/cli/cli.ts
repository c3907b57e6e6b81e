/** Entry of the bundle `dist/cli.js`, the command `gatehouse`. */
import { main } from './main';
import { processWorld } from './processWorld';

void main(process.argv.slice(2), processWorld()).then((code) => {
  // Set, not called: what was printed may still be on its way into a pipe.
  process.exitCode = code;
});
