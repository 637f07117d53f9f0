// `maat web`: serves the workbench to the browser of this machine, until interrupted.
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { BadInput } from '../failure.js';
import { whole } from '../input/numbers.js';
import type { Outcome } from '../outcome.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { LiveDoor } from '../web/live.js';
import { serveFolder, type Serving } from '../web/serve.js';
import { workbenchSite } from '../web/site.js';

interface Options extends CommonOptions {
  readonly port: number;
  readonly host: string;
}

export function addWeb(program: Command, session: Session): Command {
  return program
    .command('web')
    .description('the workbench in the browser: write a specification, see it run')
    .option('--port <n>', 'where it is served; 0 takes a free port', whole(0, 65_535), 4400)
    .option('--host <address>', 'on which address it is heard', '127.0.0.1')
    .addHelpText('after', '\nExample:\n  $ maat web --port 8080')
    .action((options: Options) => session.run('web', options, (context) => work(context, options)));
}

async function work(context: Context, options: Options): Promise<Outcome> {
  const site = workbenchSite();
  // Whoever has the address, and nobody else, may start processes here.
  const key = randomBytes(16).toString('hex');
  const serving = await serve(site, options, new LiveDoor(key));
  const url = `${serving.url}?key=${key}`;
  context.host.err(`The workbench is at ${url} (Ctrl-C ends it)\n`);
  await new Promise<void>((resolve) => {
    context.host.onInterrupt(async () => {
      await serving.close();
      resolve();
    });
  });
  return { verdict: 'holds', text: '', data: { url }, findings: [], claims: [] };
}

async function serve(site: string, { host, port }: Options, live: LiveDoor): Promise<Serving> {
  try {
    return await serveFolder(site, host, port, live);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`cannot be served: ${reason}`, `${host}:${port}`, 'Choose another --port.');
  }
}
