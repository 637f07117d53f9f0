/** A random run that goes wrong, without the steps that it goes wrong without. */
import {
  SpecError,
  type Diagnostic,
  type Expr,
  type Instance,
  type Run,
  type State,
  type Step,
  type Stopped,
} from '@maat/spec-lang';
import { lessened } from './lessened.js';
import { stillPossible } from './still-possible.js';

type Invariants = readonly { readonly name: string; readonly condition: Expr }[];

/** It ends at the same invariant, or at an error of the same place: what an undefined term would have been may differ. */
export function shortened(instance: Instance, run: Run, invariants: Invariants): Run {
  const checks = invariants.map(({ name, condition }): Check => {
    return { name, holds: instance.predicate(condition, `invariant ${name}`) };
  });
  let found = run;
  lessened(
    run.steps,
    () => true,
    (rest) => {
      const again = along(instance, run, rest, checks);
      if (again === undefined || whatIsWrong(again.stopped) !== whatIsWrong(run.stopped))
        return undefined;
      found = again;
      return again.steps;
    },
  );
  return found;
}

interface Check {
  readonly name: string;
  readonly holds: (state: State) => boolean;
}

/** Those of the steps that are possible, up to what is wrong; nothing where one of them is an error before the end. */
function along(
  instance: Instance,
  { automaton, states: [start] }: Run,
  wanted: readonly Step[],
  checks: readonly Check[],
): Run | undefined {
  if (start === undefined) throw new RangeError('a run begins with a state');
  const [states, steps]: [State[], Step[]] = [[start], []];
  let last = start;
  try {
    for (const { step, to } of stillPossible(instance, start, wanted)) {
      if (checks.some(({ holds }) => !holds(last))) break;
      states.push(to);
      steps.push(step);
      last = to;
    }
  } catch (failure) {
    if (!(failure instanceof SpecError)) throw failure;
    return undefined;
  }
  return { automaton, states, steps, stopped: stoppedAt(instance, last, checks) };
}

function stoppedAt(instance: Instance, state: State, checks: readonly Check[]): Stopped {
  try {
    const broken = checks.find(({ holds }) => !holds(state));
    if (broken !== undefined) return { kind: 'invariant', name: broken.name };
    for (const step of instance.enabled(state)) instance.post(state, step);
    return { kind: 'steps' };
  } catch (failure) {
    if (!(failure instanceof SpecError)) throw failure;
    return { kind: 'error', diagnostics: failure.diagnostics };
  }
}

function whatIsWrong(stopped: Stopped): string {
  if (stopped.kind === 'invariant') return `invariant ${stopped.name}`;
  return stopped.kind === 'error' ? stopped.diagnostics.map(placeOf).join(' ') : stopped.kind;
}

function placeOf({ code, span }: Diagnostic): string {
  return `${code} ${span.file}:${String(span.start)}`;
}
