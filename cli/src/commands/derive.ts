// `maat derive FILE`: a layer from a service, step by step, each step judged, everything written down.
import { join } from 'node:path';
import { type Derivation } from '@maat/spec-lang';
import {
  derive,
  NotGenerable,
  sourceMapOf,
  type Derivative,
  type SourceLine,
} from '@maat/synthesis';
import {
  judgeStep,
  stepVerdict,
  type Effort,
  type JudgedStep,
  type StepQuestion,
} from '@maat/verifier';
import type { Command } from 'commander';
import { writeDerivation } from '../derive/files.js';
import { questionsAbout } from '../derive/questions.js';
import { rowsOf } from '../derive/rows.js';
import { stackFile } from '../derive/stack-file.js';
import {
  derivationData,
  failureText,
  mark,
  obligationsText,
  openText,
  scopesText,
} from '../derive/text.js';
import { BadInput } from '../failure.js';
import { guarded } from '../input/automaton.js';
import { BadSpecification } from '../input/bad-specification.js';
import { didYouMean } from '../input/did-you-mean.js';
import { whole } from '../input/numbers.js';
import { loaderOf, requireSpecification, type Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';
import { worst, type Outcome } from '../outcome.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly derivation?: string;
  readonly out?: string;
  readonly inputs: number;
  readonly limit: number;
  readonly depth?: number;
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
      'write every program, the obligations with their verdicts, the generated layer, and a stack to run it in',
    )
    .option(
      '--inputs <n>',
      'how often inputs come in the search of 2 processes in 1 view; with 2 views, one less',
      whole(1, 100),
      2,
    )
    .option(
      '--limit <n>',
      'states after which a search is cut short, half of them while it grows; with 2 views, a third',
      whole(1),
      60_000,
    )
    .option('--depth <n>', 'steps after which a search is cut short', whole(1, 1_000_000))
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
  const { inputs, limit, runs, steps, depth, seed } = options;
  const effort: Effort = {
    inputs,
    limit,
    ...(depth === undefined ? {} : { depth }),
    runs,
    steps,
    seed,
    tick: (text) => {
      context.progress.tick(text);
    },
  };
  const { begun, steps: asked } = questionsAbout(made);
  const judgeAll = (questions: readonly StepQuestion[]): readonly Timed[] =>
    guarded(context, specification, () =>
      questions.map((q) => timed(context, () => judgeStep(q, effort))),
    );
  const beginning = judgeAll(begun);
  const derived = judgeAll(asked);
  const code = await generated(made);
  if (options.out !== undefined) {
    const written = { made, judged: derived, code };
    writeDerivation(context.host, options.out, written, specification.sources);
  }
  const judged = [...beginning, ...derived];
  record(context.host, options, rowsOf(made, judged, effort, hashOf(specification)));
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

type Timed = JudgedStep & { readonly seconds: number };

function timed(context: Context, judge: () => JudgedStep): Timed {
  const before = context.progress.seconds();
  const judged = judge();
  return { ...judged, seconds: context.progress.seconds() - before };
}

async function generated(made: Derivative): Promise<readonly SourceLine[]> {
  try {
    return await sourceMapOf(made);
  } catch (failure) {
    if (failure instanceof NotGenerable)
      throw new BadInput(`no code can be generated: ${failure.message}`, failure.span.file);
    throw failure;
  }
}

function outcome(
  context: Context,
  made: Derivative,
  judged: readonly Timed[],
  options: Options,
): Outcome {
  const obligations = judged.flatMap(obligationRows);
  const bad = judged.map(failureText).filter((text) => text !== '');
  const where = options.out === undefined ? '' : written(made, options.out);
  const { name, from } = made.derivation;
  const verdict = worst(judged.map(stepVerdict));
  const last = `${mark(context.colours, verdict)} ${name} from ${from}: ${obligations.length} obligations${where}`;
  const text = [scopesText(judged), obligationsText(judged), ...bad, openText(judged), last];
  const steps = derivationData(judged).map((step, i) => ({
    ...step,
    seconds: judged[i]?.seconds ?? 0,
  }));
  return {
    verdict,
    text: text.filter((t) => t !== '').join('\n\n'),
    data: { derivation: name, from, layer: made.layer.layer.name, obligations, steps },
    findings: bad.map((message) => ({ code: 'obligation', level: 'error', message })),
    claims: judged.map((s) => ({
      name: `${name}: ${s.name}`,
      verdict: stepVerdict(s),
      seconds: s.seconds,
    })),
  };
}

function written(made: Derivative, out: string): string {
  const { file, name } = stackFile(made);
  const run = `maat run ${join(out, file)}#${name} --refine`;
  return `\n  everything is in ${out}/\n  to run it: ${run}`;
}

/** All obligations of a step are judged together, in the step's time. */
function obligationRows(step: Timed): readonly Readonly<Record<string, unknown>>[] {
  return step.obligations.map(({ obligation, verdict, how }) => ({
    name: `${step.name}.${obligation.name}`,
    verdict,
    seconds: step.seconds,
    how,
    what: obligation.what,
  }));
}
