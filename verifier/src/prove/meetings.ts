/**
 * Runs in which the cases of a theorem are met. That the hypotheses and the guards of a case hold
 * together of some state is shown by one in which they do; a run finds it sooner than a solver.
 */
import {
  fairScheduler,
  instantiate,
  keyOf,
  pairing,
  randomFrom,
  SpecError,
  type Automaton,
  type Scope,
  type State,
  type Step,
} from '@maat/spec-lang';
import { lockstep } from '../refine/lockstep.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import type { Case } from '../smt/claims/case.js';
import { caseName } from '../smt/claims/simulation.js';
import { simulationJudge } from '../smt/finite/judge.js';
import type { RunWay } from './task.js';

export interface Walks {
  /** The smallest first. */
  readonly scopes: readonly (() => Scope)[];
  readonly weights?: ReadonlyMap<string, number>;
}

/** For each case a way that shows it to be possible; the runs are made once, when first asked for. */
export function meetings(
  claim: SimulationClaim,
  cases: readonly Case[],
  walks: Walks,
): (c: Case) => RunWay {
  let met: ReadonlyMap<string, string> | undefined;
  return ({ name }) => ({
    kind: 'runs',
    name: 'met in a run',
    observe: (open) => {
      met ??= meet(claim, cases, walks);
      const text = met.get(name);
      return new Map(
        text === undefined
          ? []
          : open.flatMap((o) => (o.shownBy === 'sat' ? [[o.name, text] as const] : [])),
      );
    },
  });
}

const RUNS = 12;
const STEPS = 60;

/** By the name of the case, where it was met. */
function meet(
  claim: SimulationClaim,
  cases: readonly Case[],
  { scopes, weights = new Map() }: Walks,
): ReadonlyMap<string, string> {
  const met = new Map<string, string>();
  for (const make of scopes.toReversed()) {
    for (let seed = 1; seed <= RUNS && met.size < cases.length; seed++)
      unlessUndefined(() => {
        const scope = make();
        const note = notary(claim, cases, scope, met);
        walk(claim, scope, weights, seed, (before, step, count) => {
          note(before, step, `run ${seed}, step ${count}: ${step.action}`);
        });
      });
  }
  return met;
}

/** Where a specification cannot be run, nothing is met. */
function unlessUndefined(run: () => void): void {
  try {
    run();
  } catch (failure) {
    if (!(failure instanceof SpecError)) throw failure;
  }
}

interface Pair {
  readonly c: State;
  readonly a: State;
}

/** Notes the cases that a step is an instance of, once all that they take for granted has been seen to hold. */
function notary(
  claim: SimulationClaim,
  cases: readonly Case[],
  scope: Scope,
  met: Map<string, string>,
): (before: Pair, step: Step, place: string) => void {
  const judges = new Map<string, ReturnType<typeof simulationJudge>>();
  const judgeFor = (c: Case): ReturnType<typeof simulationJudge> => {
    const known = judges.get(c.name);
    if (known !== undefined) return known;
    const judge = simulationJudge({ ...claim, concrete: onlyClauseOf(claim.concrete, c) }, c);
    judges.set(c.name, judge);
    return judge;
  };
  return ({ c: concrete, a: abstract }, step, place) => {
    for (const c of cases) {
      if (c.picture.action !== step.action || met.has(c.name)) continue;
      if (judgeFor(c).isPossible({ scope, concrete, abstract, step }))
        met.set(c.name, `${place} ${step.args.map(keyOf).join(' ')}`);
    }
  };
}

/**
 * Of several clauses of one action the case is about one. An input that no clause takes is possible
 * all the same, and leaves the state as it is; here the clause has to take it, as that of an internal
 * action has to, or else a clause that never applies would seem to be met.
 */
function onlyClauseOf(automaton: Automaton, { name, picture }: Case): Automaton {
  const transitions = automaton.transitions.filter(
    (t, i) => t.action !== picture.action || caseName(automaton, t, i) === name,
  );
  const signature = automaton.signature.map((a) =>
    a.name === picture.action && a.kind === 'input' ? { ...a, kind: 'internal' as const } : a,
  );
  return { ...automaton, signature, transitions };
}

/** One run, with the abstract side beside it; it ends where the simulation breaks. */
function walk(
  { simulation, concrete, abstract, definitions }: SimulationClaim,
  scope: Scope,
  weights: ReadonlyMap<string, number>,
  seed: number,
  taken: (before: Pair, step: Step, count: number) => void,
): void {
  const mine = instantiate(concrete, scope, { definitions });
  const other = instantiate(abstract, scope, { definitions });
  const both = pairing(concrete, abstract, scope, definitions);
  const steps = lockstep(mine, other, simulation, both);
  const random = randomFrom(seed);
  const choose = fairScheduler(mine, random, weights);
  let c = random.pick(mine.initialStates());
  let outcome = steps.start(c);
  for (let count = 1; outcome.ok && count <= STEPS; count++) {
    const step = choose(c);
    if (step === undefined) return;
    taken({ c, a: outcome.a }, step, count);
    const next = random.pick(mine.post(c, step));
    outcome = steps.follow({ c, a: outcome.a }, step, next);
    c = next;
  }
}
