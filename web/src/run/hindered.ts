/** Of each action that cannot happen now, the way that comes nearest, and the conjunct that forbids it. */
import {
  domainOf,
  SpecError,
  type Action,
  type Explanation,
  type Instance,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';

export interface Reason {
  /** The name of the guard, `where`, or empty. */
  readonly name: string;
  readonly text: string;
  readonly terms: readonly { readonly term: string; readonly value: string }[];
}

export interface Hindered {
  readonly step: Step;
  readonly reason: Reason;
}

/** More arguments than these are not tried: the nearest of many is as good. */
const MOST_TRIED = 400;

export function hindered(
  instance: Instance,
  state: State,
  enabled: readonly Step[],
): readonly Hindered[] {
  const possible = new Set(enabled.map((step) => step.action));
  return instance.automaton.signature
    .filter((action) => action.kind !== 'input' && !possible.has(action.name))
    .flatMap((action) => nearest(instance, state, action));
}

function nearest(instance: Instance, state: State, action: Action): readonly Hindered[] {
  const tried = argumentsOf(instance, action).map((args) => {
    const step = { action: action.name, args };
    return { step, explanations: explain(instance, state, step) };
  });
  const best = tried.reduce<(typeof tried)[number] | undefined>(
    (a, b) => (a === undefined || b.explanations.length > a.explanations.length ? b : a),
    undefined,
  );
  const failing = best?.explanations.find((e) => !e.holds);
  return best === undefined || failing === undefined
    ? []
    : [{ step: best.step, reason: reasonOf(failing) }];
}

export function reasonOf({ conjunct, text, terms }: Explanation): Reason {
  const name = typeof conjunct === 'string' ? '' : conjunct.name;
  return { name, text, terms };
}

function explain(instance: Instance, state: State, step: Step): readonly Explanation[] {
  try {
    return instance.explain(state, step);
  } catch (error) {
    if (error instanceof SpecError) return [];
    throw error;
  }
}

/** All arguments, or the first of them; none when a parameter has no end of values. */
function argumentsOf(instance: Instance, action: Action): readonly (readonly Value[])[] {
  let found: readonly (readonly Value[])[] = [[]];
  for (const { sort } of action.parameters) {
    const values = finite(() => domainOf(sort, instance.scope, action.span));
    if (values === undefined) return [];
    found = found.flatMap((head) => values.map((value) => [...head, value])).slice(0, MOST_TRIED);
  }
  return found;
}

function finite(domain: () => readonly Value[] | undefined): readonly Value[] | undefined {
  try {
    return domain();
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}
