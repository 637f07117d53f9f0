// `maat lsp`: the language service for any editor, over standard input and output.
import type { Command } from 'commander';
import { startLanguageServer } from '../lsp/index.js';
import type { CommonOptions, Context, Session } from '../session.js';
import type { Outcome } from '../outcome.js';

export function addLsp(program: Command, session: Session): Command {
  return program
    .command('lsp')
    .description('the language server, for editors')
    .option('--stdio', 'speak over standard input and output (there is no other way)')
    .addHelpText('after', '\nExample:\n  $ maat lsp --stdio')
    .action((options: CommonOptions) => session.run('lsp', options, work));
}

/** Ends with the process: when the editor says so, or goes away. */
function work({ host }: Context): Promise<Outcome> {
  startLanguageServer(host);
  return new Promise(() => undefined);
}
