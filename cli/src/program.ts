// The command's surface: names, options and help. The work is in commands/, one file each.
import { Command, CommanderError, Option } from 'commander';
import { addCheck } from './commands/check.js';
import { addDerive } from './commands/derive.js';
import { addExplore } from './commands/explore.js';
import { addLsp } from './commands/lsp.js';
import { addNode } from './commands/node.js';
import { addProve } from './commands/prove.js';
import { addRefine } from './commands/refine.js';
import { addRun } from './commands/run.js';
import { addSimulate } from './commands/simulate.js';
import { addStatus } from './commands/status.js';
import { addWeb } from './commands/web.js';
import { BadInput } from './failure.js';
import type { Host } from './host.js';
import { parseReport, type Report } from './output/report.js';
import { invalid, Session } from './session.js';
import { VERSION } from './version.js';

const COMMANDS: readonly ((program: Command, session: Session) => Command)[] = [
  addCheck,
  addSimulate,
  addExplore,
  addDerive,
  addProve,
  addRun,
  addNode,
  addRefine,
  addStatus,
  addWeb,
  addLsp,
];

/** Runs one command line and gives its exit code. Never throws for what a user did. */
export async function maat(args: readonly string[], host: Host): Promise<number> {
  const session = new Session(host);
  try {
    await program(session).parseAsync([...args], { from: 'user' });
    return session.code;
  } catch (failure) {
    return refused(failure, args, host);
  }
}

function program(session: Session): Command {
  const top = new Command('maat')
    .description('Specify, derive, run and check group communication protocols.')
    .version(VERSION)
    .showHelpAfterError('(maat --help shows the commands, maat COMMAND --help its options)')
    .addHelpText('after', '\nExit codes: 0 holds, 1 refuted, 2 usage or bad input, 3 unknown.');
  quiet(top, session.host);
  for (const add of COMMANDS) {
    quiet(add(top, session), session.host)
      .option('--json', 'print one JSON object on standard output')
      .addOption(reportOption());
  }
  return top;
}

function quiet(command: Command, host: Host): Command {
  return command
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: host.out,
      writeErr: host.err,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function reportOption(): Option {
  return new Option(
    '--report <kind>',
    'also write sarif=FILE, junit=FILE, json=FILE or github (repeatable)',
  ).argParser((text: string, before: readonly Report[] | undefined) => [
    ...(before ?? []),
    parseReport(text),
  ]);
}

/** Commander has printed its own complaint already; what is asked for with --json is still an object. */
function refused(failure: unknown, args: readonly string[], host: Host): number {
  if (failure instanceof CommanderError) {
    if (failure.exitCode === 0) return 0;
    if (args.includes('--json')) host.out(objectFor(failure.message, args));
    return 2;
  }
  if (!(failure instanceof BadInput)) throw failure;
  const outcome = invalid(failure);
  if (args.includes('--json')) host.out(objectFor(failure.message, args));
  else host.err(`${outcome.text}\n`);
  return 2;
}

function objectFor(message: string, args: readonly string[]): string {
  const error = message.replace(/^error: /, '');
  return `${JSON.stringify({ verdict: 'invalid', command: args[0] ?? '', seconds: 0, error })}\n`;
}
