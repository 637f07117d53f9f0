// `maat prove FILE`: obligations without bounds, discharged by a solver; a certificate of what was proved, and its replay.
import {
  certify,
  diagnoses,
  prove,
  seal as certifiedAnew,
  type Asked,
  type Certificate,
  type Chosen,
  type Diagnosis,
  type ProofResult,
} from '@maat/verifier';
import { SOLVER_NAMES, type SolverName } from '@maat/verifier/solvers';
import { Option, type Command } from 'commander';
import { BadInput } from '../failure.js';
import { duration, whole } from '../input/numbers.js';
import { proofBeside } from '../input/proof-file.js';
import { requireSpecification, type Specification } from '../input/specification.js';
import type { Outcome } from '../outcome.js';
import {
  certifiedText,
  readCertificate,
  sha256,
  writeCertificate,
} from '../prove/certificate-file.js';
import { diagnosisData } from '../prove/diagnosis-text.js';
import { rowsOf } from '../prove/evidence.js';
import { RememberedProofs, type Remembered } from '../prove/remembered-proofs.js';
import { replayed } from '../prove/replay.js';
import {
  asVerdict,
  certificateText,
  reasonOf,
  resultText,
  verdictOfAll,
} from '../prove/result-text.js';
import { writeScripts } from '../prove/smt-files.js';
import { CACHE, withSolver, type OpenProver } from '../prove/solver.js';
import { chosenTheorems } from '../prove/theorems.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { VERSION } from '../version.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly only: readonly string[];
  readonly timeout: number;
  readonly rlimit?: number;
  readonly solver?: SolverName;
  readonly seed: number;
  readonly scope: string;
  readonly smt?: string;
  readonly certificate?: string;
  readonly replay?: string;
  readonly cache: boolean;
}

export function addProve(program: Command, session: Session): Command {
  return program
    .command('prove')
    .description('prove simulations and derivations without bounds, by a solver')
    .argument('[file]', 'an .ioa file, or the name of one in the library')
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
    .option('--scope <sizes>', 'for the runs in which each action is to be seen', '')
    .option('--smt <folder>', 'write the text of each obligation, for any solver')
    .option('--certificate <file>', 'write what was proved, for others to replay')
    .option('--replay <file>', 'check a certificate: make the obligations anew and ask again')
    .option('--no-cache', `ask the solver even what it has answered before (${CACHE})`)
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ maat prove layers/total/derivation.ioa --certificate total.json\n  $ maat prove --replay total.json',
    )
    .action((file: string | undefined, options: Options) =>
      session.run('prove', options, (context) => work(context, file, options)),
    );
}

function also(name: string, before: readonly string[]): readonly string[] {
  return [...before, name];
}

function solverOption(): Option {
  return new Option(
    '--solver <name>',
    'embedded unless told; z3 and cvc5 are looked for on PATH',
  ).choices(SOLVER_NAMES);
}

async function work(
  context: Context,
  file: string | undefined,
  options: Options,
): Promise<Outcome> {
  if (options.replay !== undefined) return replayFile(context, file, options, options.replay);
  if (file === undefined)
    throw new BadInput(
      'no file is named',
      '',
      'Name an .ioa file, or a certificate with --replay.',
    );
  return withSolver(context, options.solver ?? 'embedded', options.cache, (prover) =>
    proveFile(context, file, options, prover),
  );
}

async function proveFile(
  context: Context,
  file: string,
  options: Options,
  prover: OpenProver,
): Promise<Outcome> {
  const asked = askedIn(options);
  const { name, version } = prover.solver;
  const question = { file, asked, solver: { name, version } };
  // Texts are written of questions that are asked, not of those that were.
  const isRemembering = options.cache && options.smt === undefined;
  const proofs = isRemembering ? new RememberedProofs(context.host, CACHE, question) : undefined;
  const known = proofs?.read();
  if (known !== undefined) return rememberedOutcome(context, file, options, known);
  const noting = { ...context, host: proofs?.noting() ?? context.host };
  const { chosen, specification } = claimsOf(noting, file, options);
  const results = await askedResults(context, chosen, options, prover);
  const about = certifiedText(specification);
  const certificate = certify(
    { tool: VERSION, specification: about, solver: prover.solver, asked, results },
    sha256,
  );
  if (options.smt !== undefined) writeScripts(context.host, options.smt, results);
  keep(context, options, certificate);
  proofs?.write(certificate, prover.questions());
  const { timeout: timeoutMs, seed, rlimit } = options;
  const again = { timeoutMs, seed, rlimit, cancel: prover.cancel };
  const why = await diagnoses(chosen, results, prover.solver, again);
  return outcomeOf(context, results, why, prover.remembered());
}

function claimsOf(
  context: Context,
  file: string,
  { only, scope }: Options,
): { readonly specification: Specification; readonly chosen: readonly Chosen[] } {
  const specification = specificationOf(context, file);
  return { specification, chosen: chosenTheorems(context, specification, only, scope) };
}

function specificationOf(context: Context, file: string): Specification {
  const named = requireSpecification(context, file);
  return proofBeside(context, named) ?? named;
}

function askedResults(
  context: Context,
  chosen: readonly Chosen[],
  { timeout: timeoutMs, seed, rlimit }: Options,
  { solver, cancel }: OpenProver,
): Promise<readonly ProofResult[]> {
  const tasks = chosen.flatMap((c) => c.tasks);
  const total = tasks.reduce((sum, t) => sum + t.obligations.length, 0);
  let done = 0;
  const onResult = (): void => {
    done += 1;
    context.progress.tick(() => `${done} of ${total} obligations`);
  };
  return prove(tasks, solver, { timeoutMs, seed, rlimit, cancel, onResult });
}

/** What was proved is proved of this text too, which has the same meaning; what it is called is its own. */
function rememberedOutcome(
  context: Context,
  file: string,
  options: Options,
  { certificate, questions }: Remembered,
): Outcome {
  if (options.certificate !== undefined || options.ledger !== undefined) {
    const about = certifiedText(specificationOf(context, file));
    keep(context, options, certifiedAnew({ ...certificate, specification: about }, sha256));
  }
  const entries = certificate.theorems.flatMap(({ claim, obligations }) =>
    obligations.map((o) => ({ theorem: claim.name, ...o })),
  );
  return {
    verdict: 'holds',
    text: certificateText(certificate, context.colours, questions),
    data: {
      obligations: entries.map(({ name, theorem, seconds, way }) => {
        return { name, theorem, verdict: 'holds', seconds, way };
      }),
      diagnoses: [],
      remembered: questions,
    },
    findings: [],
    claims: entries.map(({ name, theorem, seconds }) => {
      return { name: `${theorem}: ${name}`, verdict: 'holds', seconds };
    }),
  };
}

function askedIn({ only, scope, timeout: timeoutMs, seed, rlimit }: Options): Asked {
  return { only, scope, timeoutMs, seed, ...(rlimit === undefined ? {} : { rlimit }) };
}

/** The ledger's word for a proof rests on a certificate, so that one is written when the other is. */
function keep({ host }: Context, options: Options, certificate: Certificate): void {
  const wanted =
    options.ledger === undefined ? undefined : `.maat/certificates/${certificate.seal}.json`;
  const file = options.certificate ?? wanted;
  if (file === undefined) return;
  writeCertificate(host, file, certificate);
  record(host, options, rowsOf(certificate, file));
}

function outcomeOf(
  context: Context,
  results: readonly ProofResult[],
  why: readonly Diagnosis[],
  remembered: number,
): Outcome {
  const named = (r: ProofResult): string => `${r.task.theorem.name}: ${r.obligation.name}`;
  const bad = results.filter((r) => r.verdict === 'refuted');
  return {
    verdict: verdictOfAll(results, why),
    text: resultText(results, why, context.colours, remembered),
    data: {
      obligations: results.map((r) => ({
        name: r.obligation.name,
        theorem: r.task.theorem.name,
        verdict: asVerdict(r.verdict),
        seconds: Math.round(r.seconds * 1000) / 1000,
        way: r.task.ways[r.way]?.name ?? '',
        ...(r.verdict === 'proved' ? {} : { reason: reasonOf(r) }),
      })),
      diagnoses: why.map(diagnosisData),
      remembered,
    },
    findings: bad.map((r) => ({
      code: 'obligation',
      level: 'error',
      message: `${named(r)}: ${r.obligation.says}`,
    })),
    claims: results.map((r) => ({
      name: named(r),
      verdict: asVerdict(r.verdict),
      seconds: r.seconds,
      ...(r.verdict === 'proved' ? {} : { detail: reasonOf(r) }),
    })),
  };
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
