// Proves the steps of a derivation without bounds, or those clauses of a mutant that differ from it.
import type { Automaton, Transition } from '@maat/spec-lang';
import { automatonNamed, demandsOf, handlersTheorem, type Derivative } from '@maat/synthesis';
import {
  contractCases,
  lemmaCases,
  queryOf,
  simulationCases,
  togetherOf,
  type Case,
  type CaseQuery,
  type Settings,
  type SimulationClaim,
  type Solver,
} from '@maat/verifier';

const SETTINGS: Settings = {
  options: { 'smt.mbqi': 'false', auto_config: 'false' },
  rlimit: 2_000_000,
  timeoutMs: 120_000,
  seed: 0,
};

/** All cases of a step: its simulation, its lemmas and its contracts. */
export function stepCases(derivative: Derivative, index: number, mutant?: Automaton): Case[] {
  const step = derivative.steps[index];
  if (step === undefined) throw new RangeError('no such step');
  const original = automatonNamed(step.program, step.automaton);
  const before = derivative.steps[index - 1];
  const abstract =
    before === undefined
      ? derivative.form.service
      : automatonNamed(before.program, before.automaton);
  const claim: SimulationClaim = {
    simulation: step.relation,
    concrete: mutant ?? original,
    abstract,
    definitions: step.program.definitions,
    lemmas: step.program.units.flatMap((u) =>
      u.kind === 'invariant' && [original.name, abstract.name].includes(u.of) ? [u] : [],
    ),
  };
  const steps = [
    ...simulationCases(claim),
    ...contractCases(claim, demandsOf(step, original).contracts),
  ];
  return mutant === undefined
    ? [...steps, ...lemmaCases(claim)]
    : steps.filter((c) => changedActions(original, mutant).has(c.picture.action));
}

/** All cases of the layer's handlers over SVS, against the message program. */
export function layerCases(derivative: Derivative): readonly Case[] {
  const { definitions } = derivative.handlers.program;
  const { concrete, abstract, simulation } = handlersTheorem(derivative);
  return simulationCases({ concrete, abstract, simulation, definitions, lemmas: [] });
}

function changedActions(original: Automaton, mutant: Automaton): ReadonlySet<string> {
  const same = (t: Transition, i: number): boolean =>
    JSON.stringify(t) === JSON.stringify(original.transitions[i]);
  return new Set(mutant.transitions.flatMap((t, i) => (same(t, i) ? [] : [t.action])));
}

export interface Outcome {
  readonly goals: number;
  /** The goals that are not proved, each once. */
  readonly open: readonly string[];
}

/** Goal by goal first, then what is left of them clause by clause, as `prove` does it. */
export async function proofOf(cases: readonly Case[], solver: Solver): Promise<Outcome> {
  const found = await Promise.all(
    cases.map(async (c) => {
      const left = await openAmong(togetherOf('step', c, c.goals), solver, SETTINGS);
      const goals = c.goals.filter((g) => left.includes(g.name));
      return { goals: c.goals.length, open: await openIn(c, goals, solver, SETTINGS) };
    }),
  );
  return allOf(found);
}

/** Clause by clause: each that is open shows where a fault is. */
export async function outcomeOf(
  cases: readonly Case[],
  solver: Solver,
  seed = 0,
  rlimit = SETTINGS.rlimit,
): Promise<Outcome> {
  const settings = { ...SETTINGS, seed, rlimit };
  const found = await Promise.all(
    cases.map(async (c) => {
      return { goals: c.goals.length, open: await openIn(c, c.goals, solver, settings) };
    }),
  );
  return allOf(found);
}

function allOf(found: readonly Outcome[]): Outcome {
  return {
    goals: found.reduce((n, f) => n + f.goals, 0),
    open: [...new Set(found.flatMap((f) => f.open))],
  };
}

function openIn(
  c: Case,
  goals: Case['goals'],
  solver: Solver,
  settings: Settings,
): Promise<readonly string[]> {
  return openAmong(queryOf('step', c, goals), solver, settings);
}

async function openAmong(
  { query, parts }: CaseQuery,
  solver: Solver,
  settings: Settings,
): Promise<readonly string[]> {
  const answers = query.goals.length === 0 ? [] : await solver.solve(query, settings);
  return parts.filter((_, i) => answers[i]?.kind !== 'unsat').map((g) => g.name);
}
