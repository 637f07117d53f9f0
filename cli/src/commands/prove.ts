// `maat prove FILE`: obligations without bounds, discharged by a solver; a certificate of what was proved, and its replay.
import { SOLVER_NAMES } from '@maat/verifier/solvers';
import { Option, type Command } from 'commander';
import { BadInput } from '../failure.js';
import { duration, range, whole } from '../input/numbers.js';
import { requireSpecification } from '../input/specification.js';
import type { Outcome } from '../outcome.js';
import { readCertificate } from '../prove/certificate-file.js';
import type { ProveOptions } from '../prove/file.js';
import { replayed } from '../prove/replay.js';
import { proveAsAsked } from '../prove/seeds.js';
import { proveSeveral } from '../prove/several.js';
import { CACHE, withSolver } from '../prove/solver.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption } from './ledger-option.js';

interface Options extends CommonOptions, ProveOptions {
  readonly replay?: string;
}

export function addProve(program: Command, session: Session): Command {
  return program
    .command('prove')
    .description('prove simulations and derivations without bounds, by a solver')
    .argument('[file...]', '.ioa files, or names of the library; several are proved side by side')
    .option(
      '--only <name>',
      'only this theorem, or those about this automaton (repeatable)',
      also,
      [],
    )
    .option('--timeout <duration>', 'for each question to the solver', duration, 20_000)
    .option(
      '--rlimit <n>',
      "limit on the solver's work for each question, the same on any machine",
      whole(1),
    )
    .addOption(solverOption())
    .option('--seed <n>', "of the solver's choices", whole(0, 2 ** 31 - 1), 0)
    .addOption(seedsOption())
    .option('--scope <sizes>', 'for the runs in which each action is to be seen', '')
    .option('--parametric', 'derivations as instances of the normal form, which is proved once')
    .option('--smt <folder>', 'write the text of each obligation, for any solver')
    .option('--certificate <file>', 'write what was proved, for others to replay')
    .option('--replay <file>', 'check a certificate: make the obligations anew and ask again')
    .option('--no-cache', `ask the solver even what it has answered before (${CACHE})`)
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ maat prove layers/total/derivation.ioa --certificate total.json\n  $ maat prove --replay total.json\n  $ maat prove layers/lock/derivation.ioa --parametric\n  $ maat prove layers/*/derivation.ioa layers/*/proof.ioa\n  $ maat prove layers/stable/proof.ioa --seeds 1..20',
    )
    .action((files: readonly string[], options: Options) =>
      session.run('prove', options, (context) => work(context, files, options)),
    );
}

function also(name: string, before: readonly string[]): readonly string[] {
  return [...before, name];
}

function seedsOption(): Option {
  return new Option(
    '--seeds <range>',
    'whether it is proved with each of these seeds, or hangs on luck; nothing is remembered or written',
  )
    .argParser(range)
    .conflicts(['seed', 'replay', 'certificate', 'smt', 'ledger']);
}

function solverOption(): Option {
  return new Option(
    '--solver <name>',
    'embedded unless told; z3 and cvc5 are looked for on PATH',
  ).choices(SOLVER_NAMES);
}

async function work(context: Context, files: readonly string[], asked: Options): Promise<Outcome> {
  const options = asked.seeds === undefined ? asked : { ...asked, cache: false };
  const [file, second] = files;
  if (options.replay !== undefined && second !== undefined)
    throw new BadInput('--replay is for one file', second);
  if (options.replay !== undefined) return replayFile(context, file, options, options.replay);
  if (file === undefined)
    throw new BadInput(
      'no file is named',
      '',
      'Name an .ioa file, or a certificate with --replay.',
    );
  if (second !== undefined) return proveSeveral(context, files, options);
  return withSolver(context, options.solver ?? 'embedded', options.cache, (prover) =>
    proveAsAsked(context, file, options, prover),
  );
}

function replayFile(
  context: Context,
  file: string | undefined,
  options: Options,
  certificateFile: string,
): Promise<Outcome> {
  const certificate = readCertificate(context.host, certificateFile);
  const specification = requireSpecification(context, file ?? certificate.specification.file);
  return replayed(context, { certificate, specification, solver: options.solver });
}
