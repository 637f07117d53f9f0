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
  type Instance,
  type Scope,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import { lockstep } from '../refine/lockstep.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import type { Case } from '../smt/claims/case.js';
import { caseName } from '../smt/claims/simulation.js';
import { simulationJudge } from '../smt/finite/judge.js';
import type { RunWay } from './task.js';
import { Variety } from './variety.js';

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

const RUNS = 48;

/** Long runs only for what the short ones have missed. */
function lengthOf(seed: number): number {
  return seed <= RUNS / 2 ? 60 : 240;
}

/** By the name of the case, where it was met. */
function meet(
  claim: SimulationClaim,
  cases: readonly Case[],
  { scopes, weights }: Walks,
): ReadonlyMap<string, string> {
  const met = new Map<string, string>();
  const variety = new Variety(claim.concrete, weights);
  const isOver = (): boolean => cases.every((c) => c.mayBeEmpty === true || met.has(c.name));
  for (const make of scopes.toReversed()) {
    if (isOver()) break;
    unlessUndefined(() => {
      const scope = make();
      const note = notary(claim, cases, scope, met);
      const walk = walker(claim, scope);
      for (let seed = 1; seed <= RUNS && !isOver(); seed++)
        unlessUndefined(() => {
          walk(seed, variety.weights(seed), (before, step, count) => {
            variety.taken(step.action);
            note(before, step, `run ${seed}, step ${count}: ${step.action}`);
          });
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
  const clauses = new Map<Case, Instance>();
  const takes = (c: Case, state: State, step: Step): boolean => {
    const { concrete, definitions } = claim;
    const clause = clauses.get(c) ?? instantiate(onlyClauseOf(concrete, c), scope, { definitions });
    clauses.set(c, clause);
    return clause.post(state, step).length > 0;
  };
  const [any] = cases;
  const judge = any === undefined ? undefined : simulationJudge(claim, any);
  return ({ c: concrete, a: abstract }, step, place) => {
    const open = cases.filter((c) => c.picture.action === step.action && !met.has(c.name));
    for (const c of open.filter((c) => takes(c, concrete, step)))
      if (judge?.isPossible({ scope, concrete, abstract, step }) === true)
        met.set(c.name, `${place} ${step.args.map(argText).join(' ')}`);
  };
}

const LONGEST = 60;

function argText(value: Value): string {
  const text = keyOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * Of several clauses of one action the case is about one. An input that no clause takes is possible
 * all the same, and leaves the state as it is; here the clause has to take it, as that of an internal
 * action has to, or else a clause that never applies would seem to be met.
 */
function onlyClauseOf(automaton: Automaton, { name, picture }: Case): Automaton {
  const transitions = automaton.transitions.filter(
    (t, i) => t.action === picture.action && caseName(automaton, t, i) === name,
  );
  const signature = automaton.signature
    .filter((a) => a.name === picture.action)
    .map((a) => (a.kind === 'input' ? { ...a, kind: 'internal' as const } : a));
  return { ...automaton, signature, transitions };
}

type Walk = (
  seed: number,
  weights: ReadonlyMap<string, number>,
  taken: (before: Pair, step: Step, count: number) => void,
) => void;

/** Runs with the abstract side beside them; one ends where the simulation breaks. */
function walker(
  { simulation, concrete, abstract, definitions }: SimulationClaim,
  scope: Scope,
): Walk {
  const mine = instantiate(concrete, scope, { definitions });
  const other = instantiate(abstract, scope, { definitions });
  const both = pairing(concrete, abstract, scope, definitions);
  const steps = lockstep(mine, other, simulation, both);
  return (seed, weights, taken) => {
    const random = randomFrom(seed);
    const choose = fairScheduler(mine, random, weights);
    let c = random.pick(mine.initialStates());
    let outcome = steps.start(c);
    for (let count = 1; outcome.ok && count <= lengthOf(seed); count++) {
      const step = choose(c);
      if (step === undefined) return;
      taken({ c, a: outcome.a }, step, count);
      const next = random.pick(mine.post(c, step));
      outcome = steps.follow({ c, a: outcome.a }, step, next);
      c = next;
    }
  };
}
