// `maat simulate FILE`: one seeded run, as a space-time diagram or in the ITF format; or one that is given, replayed.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  runToItf,
  simulate,
  type Automaton,
  type Instance,
  type Picture,
  type Run,
} from '@maat/spec-lang';
import { invariantClaim, scopeText, type Evidence } from '@maat/verifier';
import type { Command } from 'commander';
import { BadInput } from '../failure.js';
import { guarded, makeInstance, pickAutomaton, readScope } from '../input/automaton.js';
import { BadSpecification } from '../input/bad-specification.js';
import { invariantsOf } from '../input/invariants.js';
import { range, whole, type Range } from '../input/numbers.js';
import { requireSpecification, type Specification } from '../input/specification.js';
import { pickLayer } from '../layers/claim.js';
import { walkLayer, type LayerWalkOptions } from '../layers/walk.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import { momentsOf, runText, stoppedText } from '../output/run-text.js';
import { writeShivizRun } from '../output/shiviz.js';
import { showStep, stepsDiagram, stepsText } from '../output/steps.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { picturesAsked, writePictures, type PictureOptions } from '../simulate/pictures.js';
import { replayRun } from '../simulate/replay.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions, PictureOptions {
  readonly automaton?: string;
  readonly scope: string;
  readonly steps?: number;
  readonly seed?: number;
  readonly seeds?: Range;
  readonly states?: boolean;
  readonly out?: string;
  readonly replay?: string;
  readonly shiviz?: string;
}

export function addSimulate(program: Command, session: Session): Command {
  return program
    .command('simulate')
    .description('one run of a specification, chosen by a seed, as a space-time diagram')
    .argument('<file>', 'an .ioa file, or the name of one in the library')
    .option('--automaton <name>', 'which automaton, composition or layer')
    .option(
      '--scope <sizes>',
      'size of each sort (3 unless told) and value of each parameter: Node=3,N=4,S={node0}',
      '',
    )
    .option('--steps <n>', 'how many steps (30 unless told; 400 of a layer)', whole(1, 1_000_000))
    .option('--seed <n>', 'the same seed gives the same run (1 unless told)', whole(0))
    .option('--seeds <range>', 'of a layer: these runs, compared with its service (1..40)', range)
    .option('--states', 'also what each step changes')
    .option('--out <file>', 'write the run in the ITF format')
    .option('--shiviz <file>', 'write the run as a log for ShiViz, with vector clocks')
    .option('--pictures <folder>', 'write what the specification pictures, one SVG for each state')
    .option('--picture <name>', 'with --pictures: only the picture of this name')
    .option(
      '--replay <file>',
      'instead of a run by chance this one, in the ITF format: is it one of the automaton?',
    )
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      `
A run to replay need not name all variables, nor the actions: what is not told is found. Its values are of the
scope, which is to be that of the run. Where it is no run the first state that cannot be is told, and why.

Examples:
  $ maat simulate eto.ioa --scope Proc=3,View=2,Msg=2 --seed 7 --out run.itf.json
  $ maat simulate eto.ioa --scope Proc=3,View=2,Msg=2 --replay run.itf.json
  $ maat simulate lcr.ioa --scope I=4 --steps 20 --pictures ring`,
    )
    .action((file: string, options: Options) =>
      session.run('simulate', options, (context) => work(context, file, options)),
    );
}

/** One run as a picture. */
type Single = Options & { readonly seed: number; readonly steps: number };

function work(context: Context, file: string, asked: Options): Outcome {
  const specification = requireSpecification(context, file);
  const layer = pickLayer(context, specification, asked.automaton);
  const { out, shiviz, states, replay, pictures: folder } = asked;
  const isOneRun = [out, shiviz, states, replay, folder].some((o) => o !== undefined);
  if (layer !== undefined && !isOneRun)
    return walkLayer(context, specification, layer, walkOptions(asked));
  if (asked.seeds !== undefined)
    throw new BadInput('--seeds is for layers, whose runs are compared with a service');
  return oneRun(context, specification, asked);
}

function oneRun(context: Context, specification: Specification, asked: Options): Outcome {
  const options: Single = { ...asked, steps: asked.steps ?? 30, seed: asked.seed ?? 1 };
  const automaton = pickAutomaton(context, specification, options.automaton);
  const scope = readScope(context, [automaton], options.scope, 3);
  const instance = makeInstance(context, specification, automaton, scope);
  const pictures = picturesAsked(specification, automaton.name, options);
  if (options.replay !== undefined)
    return replayed(context, specification, instance, pictures, {
      ...asked,
      replay: options.replay,
    });
  const invariants = invariantsOf(specification.program, automaton.name);
  const { seed, steps } = options;
  const run = guarded(context, specification, () =>
    simulate(instance, { seed, steps, invariants }),
  );
  if (run.stopped.kind === 'error') {
    throw BadSpecification.withRun(
      run.stopped.diagnostics,
      specification.sources,
      context.colours.isColorSupported,
      runText(instance, run),
    );
  }
  write(context, options, instance, run);
  const made = { instance, run };
  const files = writePictures(context, specification, pictures, asked.pictures, made);
  remember(
    context,
    options,
    automaton,
    run,
    invariants.map((i) => i.name),
    { scope: scopeText(scope), hash: hashOf(specification) },
  );
  const told = outcome(context, instance, run, options, scopeText(scope));
  return withPictures(told, files, asked.pictures);
}

/** What was written is told behind what the run was. */
function withPictures(
  told: Outcome,
  files: readonly string[],
  folder: string | undefined,
): Outcome {
  if (files.length === 0) return told;
  const text = `${told.text}\n${files.length} pictures are in ${folder ?? '.'}`;
  return { ...told, text, data: { ...told.data, pictures: files } };
}

function replayed(
  context: Context,
  specification: Specification,
  instance: Instance,
  pictures: readonly Picture[],
  options: Options & { readonly replay: string },
): Outcome {
  const stray = (['seed', 'steps', 'out'] as const).find((name) => options[name] !== undefined);
  if (stray !== undefined)
    throw new BadInput(`--${stray} is for a run by chance; --replay has its own`);
  const { outcome: found, run } = replayRun(context, {
    specification,
    instance,
    file: options.replay,
    scope: scopeText(instance.scope),
    states: options.states === true,
  });
  if (run === undefined) return found;
  if (options.shiviz !== undefined) writeShivizRun(context, options.shiviz, instance, run);
  const folder = options.pictures;
  const files = writePictures(context, specification, pictures, folder, { instance, run });
  return withPictures(found, files, folder);
}

/** In the formats that were asked for. */
function write(context: Context, { out, shiviz }: Options, instance: Instance, run: Run): void {
  if (out !== undefined) writeItf(context, out, instance, run);
  if (shiviz !== undefined) writeShivizRun(context, shiviz, instance, run);
}

function walkOptions(asked: Options): LayerWalkOptions {
  const { seed } = asked;
  const seeds =
    asked.seeds ?? (seed === undefined ? { from: 1, to: 40 } : { from: seed, to: seed });
  return { ...asked, seeds, steps: asked.steps ?? 400 };
}

function outcome(
  context: Context,
  instance: Instance,
  run: Run,
  options: Single,
  scope: string,
): Outcome {
  const refuted = run.stopped.kind === 'invariant';
  const last = `${stoppedText(run, context.colours)} of ${run.automaton}, scope ${scope === '' ? 'without sorts' : scope}, seed ${options.seed}`;
  const picture = stepsDiagram(instance, run.steps);
  const states = options.states === true ? `${stepsText(instance, momentsOf(run))}\n\n` : '';
  const message =
    run.stopped.kind === 'invariant' ? `invariant ${run.stopped.name} does not hold` : '';
  return {
    verdict: refuted ? 'refuted' : 'holds',
    text: `${states}${picture}\n\n${last}`,
    data: {
      automaton: run.automaton,
      scope,
      seed: options.seed,
      steps: run.steps.map((step) => showStep(instance, step)),
      stopped: run.stopped.kind,
      ...(run.stopped.kind === 'invariant' ? { invariant: run.stopped.name } : {}),
    },
    findings: refuted
      ? [{ code: 'invariant', level: 'error', message, file: instance.automaton.file }]
      : [],
    claims: [
      {
        name: `${run.automaton}, seed ${options.seed}`,
        verdict: refuted ? 'refuted' : 'holds',
        detail: message,
      },
    ],
  };
}

function writeItf(context: Context, out: string, instance: Instance, run: Run): void {
  try {
    const itf = JSON.stringify(runToItf(run, instance), null, 1);
    writeFileSync(resolve(context.host.cwd, out), `${itf}\n`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`cannot be written: ${reason}`, out);
  }
}

/** Only invariants are claims; a run without one says nothing. */
function remember(
  context: Context,
  options: Single,
  automaton: Automaton,
  run: Run,
  invariants: readonly string[],
  about: { readonly scope: string; readonly hash: string },
): void {
  const broken = run.stopped.kind === 'invariant' ? run.stopped.name : undefined;
  const { seed } = options;
  const evidence: Evidence =
    broken === undefined
      ? { word: 'simulated', scope: about.scope, runs: 1, steps: run.steps.length, seed }
      : {
          word: 'refuted',
          reason: `after ${run.steps.length} steps of seed ${seed}, scope ${about.scope}`,
        };
  const seen = broken === undefined ? invariants : [broken];
  const rows = seen.map((name) => ({
    claim: invariantClaim(name, automaton.name),
    evidence,
    hash: about.hash,
  }));
  record(context.host, options, rows);
}
