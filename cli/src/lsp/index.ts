// The door of the language server, for editors that bring it along.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from '../host.js';
import { serve } from './server.js';

/** Speaks over the process's own input and output, and ends with it. */
export function startLanguageServer(host: Host = quietHost()): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, host);
  connection.listen();
}

/** Standard output is the protocol's. */
function quietHost(): Host {
  return {
    cwd: process.cwd(),
    colour: false,
    now: () => performance.now(),
    out: () => undefined,
    err: (text) => process.stderr.write(text),
    onInterrupt: () => undefined,
  };
}
