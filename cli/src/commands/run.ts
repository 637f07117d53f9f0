// `maat run STACK`: a group of processes over UDP or TCP, or seeded lives in the simulated world.
import type { Command } from 'commander';
import { BadInput } from '../failure.js';
import { didYouMean } from '../input/did-you-mean.js';
import { duration, range, share, whole } from '../input/numbers.js';
import { withStack, type Runnable } from '../input/stack.js';
import type { Outcome } from '../outcome.js';
import { FAULTS_HELP } from '../run/faults.js';
import type { RunOptions } from '../run/options.js';
import { runReal } from '../run/real.js';
import { runSimulated } from '../run/simulated.js';
import type { Context, Session } from '../session.js';
import { ledgerOption } from './ledger-option.js';

type Transport = (
  context: Context,
  runnable: Runnable,
  options: RunOptions,
) => Outcome | Promise<Outcome>;

const TRANSPORTS: Readonly<Record<string, Transport>> = {
  sim: runSimulated,
  udp: runReal,
  tcp: runReal,
};

export function addRun(program: Command, session: Session): Command {
  const command = program
    .command('run')
    .description('run a stack: on processes of this machine, or in a simulated world')
    .argument('<stack>', 'the name of a stack, such as total, or one of your own: FILE.ioa#NAME');
  return addUpheavals(addSizes(command))
    .option('--refine', 'hold the trace against the services')
    .option(
      '--layers',
      "sim: also hold each lower layer against the service it implements (a stack of one's own: always)",
    )
    .option('--trace <folder>', 'write the logs there')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      `
${FAULTS_HELP}

Examples:
  $ maat run total --members 8 --seeds 1..100
  $ maat run total --refine --faults 'loss=20%,partition=p0+p1|p2+p3@1s,merge@2s'
  $ maat run total --transport udp --duration 30s --loss 10% --kill 1 --join 1 --refine --trace out
  $ maat run total --transport tcp --members 4 --casts 400 --loss 10% --kill 1 --join 1 --refine
  $ maat run my/stacks.ioa#mine --refine      layers of your own are compiled on the way`,
    )
    .action((stack: string, options: RunOptions) =>
      session.run('run', options, (context) => run(context, stack, options)),
    );
}

function addSizes(command: Command): Command {
  return command
    .option('--transport <kind>', 'sim (a simulated world), udp or tcp (real processes)', 'sim')
    .option('--members <n>', 'how many processes begin', whole(1, 64), 4)
    .option(
      '--casts <n>',
      'how many events the application brings, over all members (100; of real processes with --duration 150 a second each)',
      whole(0, 1_000_000),
    )
    .option('--size <bytes>', 'of each message, at least', whole(0, 16_000_000))
    .option(
      '--duration <time>',
      'for how long things happen, before the group settles: 30s, 500ms, 2m (sim: 4s; udp, tcp: as long as the casts take)',
      duration,
    )
    .option(
      '--seed <n>',
      "determines a simulated run; of a real one, what is lost and cast (1; sim: of a stack of one's own with --refine 1 to 11, in harder weather, if nothing else is said)",
      whole(0),
    )
    .option(
      '--seeds <range>',
      'sim: runs each seed of A..B and holds its trace against the services',
      range,
    );
}

function addUpheavals(command: Command): Command {
  return command
    .option('--loss <share>', 'share of the datagrams that is lost: 0.1 or 10%', share)
    .option('--faults <list>', 'what goes wrong, and when: see below')
    .option(
      '--upheavals <n>',
      'sim: how many partitions, merges, crashes, joins and leaves happen by chance (6)',
      whole(0, 1000),
    )
    .option('--kill <n>', 'udp, tcp: how many members are killed on the way', whole(0, 63), 0)
    .option(
      '--join <n>',
      'udp, tcp: how many members join on the way, after the killing',
      whole(0, 63),
      0,
    );
}

function run(context: Context, reference: string, options: RunOptions): Promise<Outcome> {
  const transport = Object.hasOwn(TRANSPORTS, options.transport)
    ? TRANSPORTS[options.transport]
    : undefined;
  if (transport === undefined) {
    throw new BadInput(
      `there is no transport '${options.transport}'`,
      '',
      didYouMean(options.transport, Object.keys(TRANSPORTS)),
    );
  }
  return withStack(context, reference, (runnable) => transport(context, runnable, options));
}
