/** Looks at one theorem of a derivation: two searches of small scopes to the end, and random runs of a larger one. */
import { instantiate, SpecError, type Instance, type Scope } from '@maat/spec-lang';
import { inputsOf, withBudget, type Budget } from '../explicit/budget.js';
import {
  checkSimulation,
  type SimulationOptions,
  type SimulationResult,
} from '../refine/simulation.js';
import { scopeText } from '../theorems/scope-text.js';
import type { StepQuestion } from './question.js';

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

/** All that two processes do with few inputs: in one view, with fewer inputs where that is too much, then in two views. */
export function searches(question: StepQuestion, effort: Effort): readonly Looked[] {
  const within = (views: number, inputs: number, limit: number): Looked => {
    const budget = { total: inputs, of: bounds(question) };
    return look(question, question.scope(2, views, 1), budget, '', {
      limit,
      hopeful: true,
      ...(effort.depth === undefined ? {} : { depth: effort.depth }),
      onProgress: (f) => {
        effort.tick(() => `${question.name}: ${f.distinct} states, depth ${f.depth}`);
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
/** As `crowd` has them. */
const PEOPLED = 2;

export function walks(question: StepQuestion, effort: Effort): Looked {
  const { name, crowd, length, weights } = question;
  const { seed, runs, steps } = effort;
  effort.tick(() => `${name}: random runs`);
  const walk = { seed, runs, steps: steps * length, weights };
  const of = new Map(inputsOf(crowd).map((action) => [action, action === 'leave' ? 1 : OFTEN]));
  const note = `,members≥${PEOPLED}`;
  return look({ ...question, concrete: crowd }, question.scope(3, 3, 2), { of }, note, { walk });
}

function bounds({ concrete, repetitions }: StepQuestion): ReadonlyMap<string, number> {
  const known = concrete.signature.map((a) => a.name);
  return new Map([...repetitions].filter(([name]) => known.includes(name)));
}

function look(
  { concrete: below, abstract: above, simulation, demands, definitions }: StepQuestion,
  scope: Scope,
  budget: Budget,
  note: string,
  options: SimulationOptions,
): Looked {
  const concrete = withBudget(instantiate(below, scope, { definitions }), budget);
  const abstract = instantiate(above, scope, { definitions });
  const result = checkSimulation(concrete, abstract, simulation, {
    definitions,
    ...(demands === undefined ? {} : { demands }),
    ...options,
  });
  if (result.verdict === 'invalid') throw new SpecError(result.diagnostics);
  return { scope: `${scopeText(scope, budget)}${note}`, concrete, abstract, result };
}
