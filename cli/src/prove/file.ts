// One file proved: its certificate, what is remembered of it, and the outcome as every command has one.
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
import type { SolverName } from '@maat/verifier/solvers';
import { record, type LedgerOptions } from '../commands/ledger-option.js';
import type { Host } from '../host.js';
import type { Range } from '../input/numbers.js';
import { proofBeside } from '../input/proof-file.js';
import { requireSpecification, type Specification } from '../input/specification.js';
import type { Outcome } from '../outcome.js';
import type { Context } from '../session.js';
import { VERSION } from '../version.js';
import { certifiedText, sha256, writeCertificate } from './certificate-file.js';
import { diagnosisData } from './diagnosis-text.js';
import { rowsOf } from './evidence.js';
import { RememberedProofs, type Remembered } from './remembered-proofs.js';
import { asVerdict, certificateText, reasonOf, resultText, verdictOfAll } from './result-text.js';
import { writeScripts } from './smt-files.js';
import { CACHE, type OpenProver } from './solver.js';
import { chosenTheorems } from './theorems.js';

/** How a file is to be proved. */
export interface ProveOptions extends LedgerOptions {
  readonly only: readonly string[];
  readonly timeout: number;
  readonly rlimit?: number;
  readonly solver?: SolverName;
  readonly seed: number;
  /** In place of one: whether it is proved with each of them. */
  readonly seeds?: Range;
  readonly scope: string;
  readonly smt?: string;
  readonly certificate?: string;
  readonly cache: boolean;
  readonly parametric?: boolean;
}

export async function proveFile(
  context: Context,
  file: string,
  options: ProveOptions,
  prover: OpenProver,
): Promise<Outcome> {
  const asked = askedIn(options);
  const proofs = memoryOf(context.host, file, options, prover.solver);
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

/** What is remembered of it, if it is: nothing is asked. */
export function provedBefore(
  context: Context,
  file: string,
  options: ProveOptions,
  solver: Solver,
): Outcome | undefined {
  const known = memoryOf(context.host, file, options, solver)?.read();
  return known === undefined ? undefined : rememberedOutcome(context, file, options, known);
}

type Solver = Pick<OpenProver['solver'], 'name' | 'version'>;

/** Texts are written of questions that are asked, not of those that were. */
function memoryOf(
  host: Host,
  file: string,
  options: ProveOptions,
  { name, version }: Solver,
): RememberedProofs | undefined {
  if (!options.cache || options.smt !== undefined) return undefined;
  const question = { file, asked: askedIn(options), solver: { name, version } };
  return new RememberedProofs(host, CACHE, question);
}

/** What the file claims, and the texts that it claims it in. */
export function claimsOf(
  context: Context,
  file: string,
  { only, scope, parametric }: ProveOptions,
): { readonly specification: Specification; readonly chosen: readonly Chosen[] } {
  const specification = specificationOf(context, file);
  return { specification, chosen: chosenTheorems(context, specification, only, scope, parametric) };
}

function specificationOf(context: Context, file: string): Specification {
  const named = requireSpecification(context, file);
  return proofBeside(context, named) ?? named;
}

function askedResults(
  context: Context,
  chosen: readonly Chosen[],
  { timeout: timeoutMs, seed, rlimit }: ProveOptions,
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
  options: ProveOptions,
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

function askedIn({ only, scope, timeout, seed, rlimit, parametric }: ProveOptions): Asked {
  return {
    only,
    scope,
    timeoutMs: timeout,
    seed,
    ...(rlimit === undefined ? {} : { rlimit }),
    ...(parametric === true && { parametric: 'yes' }),
  };
}

/** The ledger's word for a proof rests on a certificate, so that one is written when the other is. */
export function keep({ host }: Context, options: ProveOptions, certificate: Certificate): void {
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
