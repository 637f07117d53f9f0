// `maat derive FILE`: a layer from a service, step by step, each step judged, everything written down.
import { check, instantiate, type Derivation } from '@maat/spec-lang';
import { derive, generateLayer, NotGenerable, type Derivative } from '@maat/synthesis';
import { exploredBy, simulatedBy, type Evidence, type Row } from '@maat/verifier';
import type { Command } from 'commander';
import { derivationClaim, refinement, theorem } from '../claims.js';
import { writeDerivation } from '../derive/files.js';
import { judgeLayer, judgeStep, verdictOf, type Effort, type JudgedStep } from '../derive/judge.js';
import { BadInput } from '../failure.js';
import { guarded } from '../input/automaton.js';
import { BadSpecification } from '../input/bad-specification.js';
import { didYouMean } from '../input/did-you-mean.js';
import { whole } from '../input/numbers.js';
import { loaderOf, requireSpecification, type Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';
import { worst, type Outcome, type Verdict } from '../outcome.js';
import { mark } from '../output/mark.js';
import { refinementText } from '../output/refinement-text.js';
import { table } from '../output/table.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly derivation?: string;
  readonly out?: string;
  readonly depth: number;
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
}

export function addDerive(program: Command, session: Session): Command {
  return program
    .command('derive')
    .description('derive a layer from a service, and check each step')
    .argument('<file>', 'an .ioa file with a derivation')
    .option('--derivation <name>', 'which, when there are several')
    .option(
      '--out <folder>',
      'write every program, the obligations with their verdicts, and the generated layer',
    )
    .option(
      '--depth <n>',
      'how deep each step is searched, with 2 processes and 2 views',
      whole(1, 100),
      5,
    )
    .option(
      '--runs <n>',
      'random runs of each step, with 3 processes and 3 views',
      whole(1, 1_000_000),
      100,
    )
    .option('--steps <n>', 'steps of each run', whole(1, 100_000), 80)
    .option('--seed <n>', 'of the first run', whole(0), 1)
    .addOption(ledgerOption())
    .addHelpText('after', '\nExample:\n  $ maat derive layers/total/derivation.ioa --out out/total')
    .action((file: string, options: Options) =>
      session.run('derive', options, (context) => work(context, file, options)),
    );
}

async function work(context: Context, file: string, options: Options): Promise<Outcome> {
  const specification = requireSpecification(context, file);
  const unit = pick(specification, options.derivation);
  const made = make(context, specification, unit);
  const { runs, steps, depth, seed } = options;
  const effort: Effort = {
    runs,
    steps,
    depth,
    seed,
    tick: (text) => {
      context.progress.tick(text);
    },
  };
  const judged = guarded(context, specification, () => judgeAll(context, made, effort));
  const code = await generated(context, made);
  if (options.out !== undefined) writeDerivation(context.host, options.out, made, judged, code);
  record(context.host, options, rows(made, judged, effort, hashOf(specification)));
  return outcome(context, made, judged, options);
}

function pick(specification: Specification, name: string | undefined): Derivation {
  const all = specification.program.units.filter((u) => u.kind === 'derivation');
  const own = all.filter((u) => u.file === specification.file);
  const names = all.map((u) => u.name);
  const found =
    name === undefined ? (own.length === 1 ? own[0] : undefined) : all.find((u) => u.name === name);
  if (found !== undefined) return found;
  if (name !== undefined)
    throw new BadInput(
      `there is no derivation '${name}'`,
      specification.file,
      didYouMean(name, names),
    );
  if (own.length === 0) throw new BadInput('has no derivation', specification.file);
  throw new BadInput(
    'has several derivations',
    specification.file,
    `Say which with --derivation: ${own.map((u) => u.name).join(', ')}.`,
  );
}

function make(context: Context, specification: Specification, unit: Derivation): Derivative {
  const { value, diagnostics } = derive(specification.program, unit, loaderOf(context.host));
  if (value !== undefined) return value;
  throw new BadSpecification(diagnostics, specification.sources, context.colours.isColorSupported);
}

function judgeAll(context: Context, made: Derivative, effort: Effort): readonly JudgedStep[] {
  const steps = made.steps.map((_, i) => timed(context, () => judgeStep(made, i, effort)));
  return [...steps, timed(context, () => judgeLayer(made, effort))];
}

function timed(context: Context, judge: () => Omit<JudgedStep, 'seconds'>): JudgedStep {
  const before = context.progress.seconds();
  const judged = judge();
  return { ...judged, seconds: context.progress.seconds() - before };
}

/** From the layer as it was written, so that the places in the code are those of the file. */
async function generated(context: Context, made: Derivative): Promise<string> {
  const { file, text, layer } = made.layer;
  const { value: program } = check({ file, text }, loaderOf(context.host));
  try {
    return await generateLayer(program, layer.name, {
      sourceOf: (f) => (f === file ? text : undefined),
    });
  } catch (failure) {
    if (failure instanceof NotGenerable)
      throw new BadInput(`no code can be generated: ${failure.message}`, failure.span.file);
    throw failure;
  }
}

function outcome(
  context: Context,
  made: Derivative,
  judged: readonly JudgedStep[],
  options: Options,
): Outcome {
  const obligations = judged.flatMap(obligationRows);
  const bad = judged.flatMap((step) => (step.failure === undefined ? [] : [failureText(step)]));
  const where = options.out === undefined ? '' : `\n  everything is in ${options.out}/`;
  const { name, from } = made.derivation;
  const verdict = worst(judged.map(verdictOf));
  const last = `${mark(verdict, context.colours)} ${name} from ${from}: ${obligations.length} obligations${where}`;
  const steps = judged.map((s) => ({ name: s.name, verdict: verdictOf(s), seconds: s.seconds }));
  return {
    verdict,
    text: [stepTable(judged), ...bad, openText(judged), last].filter((t) => t !== '').join('\n\n'),
    data: { derivation: name, from, layer: made.layer.layer.name, obligations, steps },
    findings: bad.map((message) => ({ code: 'obligation', level: 'error', message })),
    claims: steps.map((s) => ({ ...s, name: `${name}: ${s.name}` })),
  };
}

/** All obligations of a step are judged together, in the step's time. */
function obligationRows(step: JudgedStep): readonly ObligationRow[] {
  return step.obligations.map(({ obligation, verdict, how }) => ({
    name: `${step.name}.${obligation.name}`,
    verdict,
    seconds: step.seconds,
    how,
    what: obligation.what,
  }));
}

interface ObligationRow {
  readonly name: string;
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly how: string;
  readonly what: string;
}

function stepTable(judged: readonly JudgedStep[]): string {
  const count = (step: JudgedStep, how: string): string =>
    `${step.obligations.filter((o) => o.how === how).length}`;
  const head = [
    'step',
    'obligations',
    'explored',
    'simulated',
    'by form',
    'refuted',
    'unknown',
    'searched',
    'runs',
  ];
  const body = judged.map((step) => [
    step.name,
    ...[`${step.obligations.length}`],
    ...['explored', 'simulated', 'by its form', 'refuted', 'unknown'].map((how) =>
      count(step, how),
    ),
    step.search === undefined ? '–' : `${step.search.distinct} states, depth ${step.search.depth}`,
    `${step.walk.generated} states`,
  ]);
  return table(
    [head, ...body],
    ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left', 'left'],
  );
}

function failureText(step: JudgedStep): string {
  if (step.failure === undefined) return '';
  const { failure, scope, concrete } = step.failure;
  return `${step.name} does not refine ${step.abstract.name}:\n${refinementText(instantiate(concrete, scope), instantiate(step.abstract, scope), failure, [])}`;
}

/** Obligations of which nothing is known, by name. */
function openText(judged: readonly JudgedStep[]): string {
  const open = judged.flatMap((s) =>
    s.obligations
      .filter((o) => o.verdict !== 'holds')
      .map((o) => [
        `  ${o.verdict}`,
        `${s.name}.${o.obligation.name}`,
        o.obligation.what.split('\n')[0] ?? '',
      ]),
  );
  return open.length === 0
    ? ''
    : `Not shown to hold:\n${table(open.slice(0, 30))}${open.length > 30 ? `\n  and ${open.length - 30} more` : ''}`;
}

/** A step has a row for its search and a row for its runs: neither says more than it saw. */
function rows(
  made: Derivative,
  judged: readonly JudgedStep[],
  effort: Effort,
  hash: string,
): readonly Row[] {
  const { name, from } = made.derivation;
  const { runs, steps, seed } = effort;
  const perStep = judged.flatMap((step): readonly Row[] => {
    const claim =
      step.obligations.length === 0
        ? theorem(made.layer.layer)
        : refinement(step.name, step.abstract.name);
    const walk = simulatedBy(step.walk, { scope: step.walkScope, runs, steps, seed });
    const open = step.obligations.filter((o) => o.verdict !== 'holds');
    if (open.length > 0 && verdictOf(step) === 'unknown') {
      return [
        {
          claim,
          hash,
          evidence: { word: 'unknown', reason: `${open.length} obligations are open` },
        },
      ];
    }
    const search = step.search === undefined ? [] : [exploredBy(step.search, step.searchScope)];
    return [...search, walk].map((evidence) => ({ claim, hash, evidence }));
  });
  return [
    ...perStep,
    { claim: derivationClaim(name, from), hash, evidence: wholeEvidence(judged, effort) },
  ];
}

/** Every derivation has obligations that only random runs met: that is its word. */
function wholeEvidence(judged: readonly JudgedStep[], { runs, steps, seed }: Effort): Evidence {
  const bad = judged.find((step) => verdictOf(step) !== 'holds');
  if (bad === undefined) {
    const scope = judged.at(-1)?.walkScope ?? '';
    return { word: 'simulated', scope, runs: runs * judged.length, steps, seed };
  }
  const word = verdictOf(bad) === 'refuted' ? 'refuted' : 'unknown';
  return { word, reason: `${bad.name} does not hold, or not all of it is known` };
}
