// `maat simulate --replay RUN.itf.json`: is a run that somebody wrote down one of the automaton?
import {
  readItf,
  replayStates,
  wrongStateText,
  type Instance,
  type Run,
  type WrongState,
} from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import { guarded } from '../input/automaton.js';
import { readText } from '../input/read.js';
import type { Specification } from '../input/specification.js';
import type { Outcome } from '../outcome.js';
import { momentsOf, runText } from '../output/run-text.js';
import { showStep, stepsDiagram, stepsText } from '../output/steps.js';
import type { Context } from '../session.js';

export interface ReplayRequest {
  readonly specification: Specification;
  readonly instance: Instance;
  readonly file: string;
  /** As the user would write it. */
  readonly scope: string;
  /** Also what each step changes. */
  readonly states: boolean;
}

const MOST_BYTES = 64 * 1024 * 1024;

export function replayRun(
  context: Context,
  request: ReplayRequest,
): { readonly outcome: Outcome; readonly run?: Run } {
  const { instance, specification, file } = request;
  const said = readItf(parse(readText(context.host, file, MOST_BYTES), file), instance);
  if ('message' in said)
    throw new BadInput(said.message, said.path === '' ? file : `${file}: ${said.path}`);
  const found = guarded(context, specification, () => replayStates(instance, said));
  switch (found.kind) {
    case 'run':
      return { run: found.run, outcome: holds(context, request, found.run) };
    case 'no run':
      return { outcome: refuted(context, request, found.wrong) };
    case 'too many':
      return { outcome: unknown(request, found.at) };
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadInput(`is not JSON: ${cause instanceof Error ? cause.message : ''}`, file);
  }
}

function holds(
  context: Context,
  { instance, scope, file, states }: ReplayRequest,
  run: Run,
): Outcome {
  const changes = states ? `${stepsText(instance, momentsOf(run))}\n\n` : '';
  const picture = run.steps.length === 0 ? '' : `${stepsDiagram(instance, run.steps)}\n\n`;
  const last = `${context.colours.green('✓')} ${file} is a run of ${run.automaton}, ${run.steps.length} steps, scope ${scope === '' ? 'without sorts' : scope}`;
  return {
    verdict: 'holds',
    text: `${changes}${picture}${last}`,
    data: {
      automaton: run.automaton,
      scope,
      steps: run.steps.map((step) => showStep(instance, step)),
    },
    findings: [],
    claims: [{ name: claimName(instance, file), verdict: 'holds' }],
  };
}

function refuted(
  context: Context,
  { instance, scope, file }: ReplayRequest,
  wrong: WrongState,
): Outcome {
  const reason = `state ${wrong.at}: ${wrongStateText(wrong, (step) => showStep(instance, step))}`;
  const cross = context.colours.red('✗');
  const text = [
    ...(wrong.at === 0 ? [] : [runText(instance, wrong.before)]),
    `${cross} ${file} is no run of ${instance.automaton.name}, scope ${scope === '' ? 'without sorts' : scope}: ${reason}`,
  ].join('\n\n');
  const name = claimName(instance, file);
  return {
    verdict: 'refuted',
    text,
    data: {
      automaton: instance.automaton.name,
      scope,
      state: wrong.at,
      reason,
      variables: wrong.differs.map((d) => d.variable),
      steps: wrong.before.steps.map((step) => showStep(instance, step)),
    },
    findings: [{ code: 'replay', level: 'error', message: reason, file }],
    claims: [{ name, verdict: 'refuted', detail: reason }],
  };
}

function unknown({ instance, file }: ReplayRequest, at: number): Outcome {
  const detail = `up to state ${at} so little is said that too many runs could be meant; name more variables, or the actions in #meta`;
  return {
    verdict: 'unknown',
    text: `? ${file}: ${detail}`,
    data: { state: at, reason: detail },
    findings: [{ code: 'replay', level: 'warning', message: detail, file }],
    claims: [{ name: claimName(instance, file), verdict: 'unknown', detail }],
  };
}

function claimName(instance: Instance, file: string): string {
  return `${file} is a run of ${instance.automaton.name}`;
}
