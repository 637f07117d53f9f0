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

type Invariants = readonly { readonly name: string; readonly condition: Expr }[];

/** It ends at the same invariant, or at an error of the same place: what an undefined term would have been may differ. */
export function shortened(instance: Instance, run: Run, invariants: Invariants): Run {
  let found = run;
  lessened(
    run.steps,
    () => true,
    (rest) => {
      const again = along(instance, run, rest, invariants);
      if (again === undefined || whatIsWrong(again.stopped) !== whatIsWrong(run.stopped))
        return undefined;
      found = again;
      return again.steps;
    },
  );
  return found;
}

/** Those of the steps that are possible one after the other; nothing where one of them is an error itself. */
function along(
  instance: Instance,
  { automaton, states: [start] }: Run,
  wanted: readonly Step[],
  invariants: Invariants,
): Run | undefined {
  if (start === undefined) throw new RangeError('a run begins with a state');
  let state = start;
  const [states, steps]: [State[], Step[]] = [[start], []];
  try {
    for (const step of wanted) {
      const [next] = instance.post(state, step);
      if (next === undefined) continue;
      state = next;
      states.push(next);
      steps.push(step);
    }
  } catch (failure) {
    if (!(failure instanceof SpecError)) throw failure;
    return undefined;
  }
  return { automaton, states, steps, stopped: stoppedAt(instance, state, invariants) };
}

function stoppedAt(instance: Instance, state: State, invariants: Invariants): Stopped {
  try {
    const broken = invariants.find(({ name, condition }) => {
      return !instance.predicate(condition, `invariant ${name}`)(state);
    });
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
