// A theorem of a specification: what it claims, what it is about, and the questions that prove it.
import {
  findAutomaton,
  steppedLayer,
  Unsteppable,
  type Automaton,
  type Program,
  type Scope,
} from '@maat/spec-lang';
import type { Claim } from '../ledger/row.js';
import { caseTask } from '../prove/case-task.js';
import { meetings, type Walks } from '../prove/meetings.js';
import type { Task } from '../prove/task.js';
import type { InvariantClaim } from '../smt/claims/invariant.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import { simulationCases } from '../smt/claims/simulation.js';
import { Inexpressible } from '../smt/encode/inexpressible.js';
import { simulationJudge } from '../smt/finite/judge.js';
import { finiteWays } from '../smt/finite/ways.js';
import type { Trial } from './trial.js';
import { Unprovable } from './unprovable.js';

export interface Theorem {
  readonly claim: Claim;
  /** The automata that it is about; each of them names it. */
  readonly about: readonly string[];
  readonly tasks: () => readonly Task[];
  /** What it takes for granted, such as the lemmas that an earlier step's relation gives. */
  readonly restsOn?: readonly Claim[];
  /** The file does not say that it is to be proved: what cannot be told to a solver is asked for by name only. */
  readonly isImplied?: true;
  /** What is searched when it cannot be proved. */
  readonly matter?: Matter;
}

/** An automaton with invariants, or two with a simulation, in small instances, the smallest first. */
export interface Matter {
  readonly claim: InvariantClaim | SimulationClaim;
  readonly scopes: readonly (() => Scope)[];
  /** What is searched besides, while all that was searched before had few states. */
  readonly larger?: readonly (() => Scope)[];
  readonly trial?: Trial;
}

/** A layer is taken apart into steps: what its claims speak of. */
export function inSteps(program: Program, name: string): Automaton {
  const layer = program.units.find((u) => u.kind === 'layer' && u.name === name);
  if (layer?.kind !== 'layer') return findAutomaton(program, name);
  try {
    return steppedLayer(program, layer);
  } catch (failure) {
    if (!(failure instanceof Unsteppable)) throw failure;
    const message = `cannot be taken apart into steps: ${failure.message}`;
    throw new Unprovable(message, { span: failure.span });
  }
}

/** Steps are also tried in finite instances, where what is false has a counterexample that can be shown. */
export function provable(claim: Claim, about: SimulationClaim, walks: Walks): readonly Task[] {
  const cases = simulationCases(about);
  const steps = cases.filter((c) => c.name !== 'start');
  const metIn = meetings(about, steps, walks);
  return cases.map((c) => {
    if (c.name === 'start') return caseTask(claim, c);
    const finite = finiteWays(claim.name, c, simulationJudge(about, c));
    return caseTask(claim, c, finite, [metIn(c)]);
  });
}

/** What the logic has no words for stays open: a run may refute the claim all the same. */
export function untranslated(claim: Claim, { construct, span }: Inexpressible, at: string): Task {
  const says = `${at}cannot be told to a solver: ${construct}`;
  return {
    theorem: claim,
    name: 'translation',
    obligations: [{ name: 'translation', says, shownBy: 'unsat', place: span }],
    ways: [{ kind: 'runs', name: 'untranslated', observe: () => new Map() }],
  };
}

/** What the logic has no words for is the specification's matter, and is told with its place. */
export function expressed(make: () => readonly Task[]): readonly Task[] {
  try {
    return make();
  } catch (failure) {
    if (!(failure instanceof Inexpressible)) throw failure;
    const message = `cannot be told to a solver: ${failure.construct}`;
    throw new Unprovable(message, { span: failure.span });
  }
}
