// `maat prove --replay F`: the obligations anew from the specification, asked again as a certificate says.
import {
  compare,
  replay,
  type Certificate,
  type Comparison,
  type Difference,
  type Replayed,
} from '@maat/verifier';
import type { SolverName } from '@maat/verifier/solvers';
import type { Specification } from '../input/specification.js';
import { worst, type Outcome, type Verdict } from '../outcome.js';
import { mark } from '../output/mark.js';
import { table } from '../output/table.js';
import type { Context } from '../session.js';
import { VERSION } from '../version.js';
import { certifiedText, sha256 } from './certificate-file.js';
import { solverNameOf, withSolver } from './solver.js';
import { tasksOf } from './theorems.js';

export interface ReplayRequest {
  readonly certificate: Certificate;
  readonly specification: Specification;
  /** Instead of the one that the certificate names. */
  readonly solver: SolverName | undefined;
}

export async function replayed(context: Context, request: ReplayRequest): Promise<Outcome> {
  const { certificate, specification } = request;
  const { only, scope, parametric } = certificate.asked;
  const tasks = tasksOf(context, specification, only, scope, parametric === 'yes');
  const comparison = compare(certificate, tasks, sha256);
  if (comparison.differences.length > 0) return different(context, request, comparison);
  // Nothing is taken from memory here: whoever replays wants to see it done.
  const name = request.solver ?? solverNameOf(certificate.solver.name);
  return withSolver(context, name, false, async ({ solver, cancel }) => {
    let done = 0;
    const results = await replay(comparison.rebuilt, certificate.asked, solver, {
      cancel,
      onResult: () => {
        done += 1;
        context.progress.tick(() => `${done} of ${comparison.rebuilt.length} obligations`);
      },
    });
    return outcomeOf(context, request, results, `${solver.name} ${solver.version}`);
  });
}

function different(context: Context, request: ReplayRequest, { differences }: Comparison): Outcome {
  const rows = differences.map((d) => [`  ${d.path}`, d.obligation, d.what]);
  const changed = changedFiles(request);
  const message = `the certificate is not about this specification: ${differences.length} obligations differ`;
  return {
    verdict: 'refuted',
    text: [
      `${mark('refuted', context.colours)} ${message}`,
      ...(changed.length === 0 ? [] : [`changed since: ${changed.join(', ')}`]),
      table(rows),
    ].join('\n'),
    data: { differences, changed },
    findings: [{ code: 'certificate', level: 'error', message }],
    claims: differences.map((d: Difference) => ({
      name: `${d.theorem}: ${d.obligation}`,
      verdict: 'refuted',
      detail: d.what,
    })),
  };
}

function changedFiles({ certificate, specification }: ReplayRequest): readonly string[] {
  const now = new Map(certifiedText(specification).sources.map((s) => [s.file, s.hash]));
  return certificate.specification.sources
    .filter((s) => now.get(s.file) !== s.hash)
    .map((s) => s.file);
}

function outcomeOf(
  context: Context,
  request: ReplayRequest,
  results: readonly Replayed[],
  solver: string,
): Outcome {
  const verdicts = results.map(verdictOf);
  const verdict = worst(verdicts);
  const confirmed = verdicts.filter((v) => v === 'holds').length;
  const bad = results.filter((r) => verdictOf(r) !== 'holds');
  const rows = bad.map((r) => [
    `  ${r.rebuilt.path}`,
    r.rebuilt.obligation.name,
    `${r.rebuilt.entry.verdict} then, ${r.verdict} now`,
    r.agreement,
  ]);
  const head = `${mark(verdict, context.colours)} ${confirmed} of ${results.length} obligations confirmed by ${solver}`;
  return {
    verdict,
    text: [head, ...notes(request, solver), ...(rows.length === 0 ? [] : [table(rows)])].join('\n'),
    data: { obligations: results.map(obligationData) },
    findings: bad
      .filter((r) => r.agreement === 'contradicted')
      .map((r) => ({
        code: 'certificate',
        level: 'error',
        message: `${r.rebuilt.path}: ${r.rebuilt.entry.verdict} then, ${r.verdict} now`,
      })),
    claims: results.map((r) => ({
      name: `${r.rebuilt.task.theorem.name}: ${r.rebuilt.obligation.name}`,
      verdict: verdictOf(r),
    })),
  };
}

function obligationData(r: Replayed): Readonly<Record<string, unknown>> {
  return {
    name: r.rebuilt.obligation.name,
    theorem: r.rebuilt.task.theorem.name,
    verdict: verdictOf(r),
    seconds: r.answers.reduce((sum, a) => sum + a.seconds, 0),
    agreement: r.agreement,
  };
}

/** What is otherwise here than it was there, and may matter. */
function notes({ certificate, specification }: ReplayRequest, solver: string): readonly string[] {
  const there = `${certificate.solver.name} ${certificate.solver.version}`;
  const text = certifiedText(specification).text;
  return [
    ...(there === solver ? [] : [`  it was made with ${there}`]),
    ...(certificate.tool === VERSION ? [] : [`  it was made by maat ${certificate.tool}`]),
    ...(certificate.specification.text === text
      ? []
      : ['  the text has changed since, but no obligation']),
  ];
}

/** What was open in the certificate is still no proof. */
function verdictOf({ agreement, rebuilt }: Replayed): Verdict {
  if (agreement === 'contradicted') return 'refuted';
  if (agreement === 'undecided') return 'unknown';
  const { verdict } = rebuilt.entry;
  return verdict === 'proved' ? 'holds' : verdict;
}
