/** A web worker's whole work: serves worlds to the page with the engine of the command line. */
import type { Port } from '../src/web/engine/messages.js';
import { serveWorlds } from '../src/web/engine/serve.js';

serveWorlds(self as unknown as Port);
