// Looks at one theorem of a derivation: two searches of small scopes to the end, and random runs of a larger one.
import {
  instantiate,
  SpecError,
  type Automaton,
  type Instance,
  type Program,
  type Scope,
} from '@maat/spec-lang';
import {
  peopled,
  repetitions,
  scopeOf,
  walkWeights,
  type Derivative,
  type Theorem,
} from '@maat/synthesis';
import {
  checkSimulation,
  inputsOf,
  scopeText,
  withBudget,
  type Budget,
  type SimulationOptions,
  type SimulationResult,
} from '@maat/verifier';

export interface Effort {
  /** How often inputs come in the first search, all together; in the second, with more views, one less. */
  readonly inputs: number;
  /** States after which the first search is cut short; that of 2 views, after a third of them. At half of them, if it still grows. */
  readonly limit: number;
  /** Steps after which a search is cut short; none when absent. */
  readonly depth?: number;
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
  readonly tick: (text: () => string) => void;
}

/** A theorem looked at in a scope, which is named with all its bounds. */
export interface Looked {
  readonly scope: string;
  readonly concrete: Instance;
  readonly abstract: Instance;
  readonly result: SimulationResult;
}

export interface Subject {
  readonly made: Derivative;
  readonly theorem: Theorem;
  readonly program: Program;
}

/** All that two processes do with few inputs: in one view, with fewer inputs where that is too much, then in two views. */
export function searches(subject: Subject, effort: Effort): readonly Looked[] {
  const { made, theorem } = subject;
  const within = (views: number, inputs: number, limit: number): Looked => {
    const budget = { total: inputs, of: bounds(made, theorem.concrete) };
    return look(subject, scopeOf(made, 2, views, 1), budget, '', {
      limit,
      hopeful: true,
      ...(effort.depth === undefined ? {} : { depth: effort.depth }),
      onProgress: (f) => {
        effort.tick(() => `${theorem.concrete.name}: ${f.distinct} states, depth ${f.depth}`);
      },
    });
  };
  const found = [within(1, effort.inputs, effort.limit)];
  const [first] = found;
  const cut = first?.result.verdict !== 'refuted' && first?.result.complete === false;
  if (cut && effort.inputs > 1) found.push(within(1, effort.inputs - 1, effort.limit));
  if (found.some(({ result }) => result.verdict === 'refuted')) return found;
  return [...found, within(2, Math.max(1, effort.inputs - 1), Math.ceil(effort.limit / 3))];
}

/** How often each input comes in a random run, so that there is something to do up to its end. */
const OFTEN = 8;
const PEOPLED = 2;

export function walks(subject: Subject, effort: Effort, length = 1): Looked {
  const { made, theorem } = subject;
  const { seed, runs, steps } = effort;
  effort.tick(() => `${theorem.concrete.name}: random runs`);
  const walk = { seed, runs, steps: steps * length, weights: walkWeights(made) };
  const concrete = peopled(theorem.concrete, PEOPLED);
  const of = new Map(inputsOf(concrete).map((name) => [name, name === 'leave' ? 1 : OFTEN]));
  const note = `,members≥${PEOPLED}`;
  const crowd = { ...subject, theorem: { ...theorem, concrete } };
  return look(crowd, scopeOf(made, 3, 3, 2), { of }, note, { walk });
}

function bounds(made: Derivative, automaton: Automaton): ReadonlyMap<string, number> {
  const known = automaton.signature.map((a) => a.name);
  return new Map([...repetitions(made)].filter(([name]) => known.includes(name)));
}

function look(
  { theorem, program }: Subject,
  scope: Scope,
  budget: Budget,
  note: string,
  options: SimulationOptions,
): Looked {
  const { definitions } = program;
  const concrete = withBudget(instantiate(theorem.concrete, scope, { definitions }), budget);
  const abstract = instantiate(theorem.abstract, scope, { definitions });
  const result = checkSimulation(concrete, abstract, theorem.simulation, {
    definitions,
    ...(theorem.demands === undefined ? {} : { demands: theorem.demands }),
    ...options,
  });
  if (result.verdict === 'invalid') throw new SpecError(result.diagnostics);
  return { scope: `${scopeText(scope, budget)}${note}`, concrete, abstract, result };
}
