/** Entry of the bundle `dist/server.js`. */
import { runServer } from './runServer';

runServer();
