/**
 * A forward simulation as cases (Lynch and Vaandrager, Forward and backward simulations I, 1995): the
 * initial states are related, and each concrete step from related states is matched by the abstract
 * steps of its witness, which are enabled, show the same, and lead to related states.
 */
import type { Automaton, Transition } from '@maat/spec-lang';
import { evaluateSym } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { TRUE } from '../logic/term.js';
import { Both, type SimulationClaim } from './both.js';
import type { Case, CaseGoal } from './case.js';
import { follow } from './follow.js';
import { waysFor } from './ways.js';

export function simulationCases(claim: SimulationClaim): readonly Case[] {
  return [startCase(claim), ...claim.concrete.transitions.map((t, i) => stepCase(claim, t, i))];
}

function startCase(claim: SimulationClaim): Case {
  const both = new Both(claim);
  const { state: c, premises } = both.concrete.initial();
  const choices = new Map(
    claim.simulation.start.map(({ variable, value }) => [
      variable,
      evaluateSym(value, both.env(c, new Map())).value,
    ]),
  );
  const { state: a, obliged } = both.abstract.initial(choices);
  return {
    name: 'start',
    problem: both.problem,
    hypotheses: [],
    premises,
    goals: [
      ...obliged.map((o): CaseGoal => both.goal('start', `start.${o.name}`, o.term, o.name)),
      ...both.relationGoals('start', 'start', c, a),
    ],
    picture: both.picture('start', [], [c, c], [a, a]),
  };
}

function stepCase(claim: SimulationClaim, clause: Transition, index: number): Case {
  const both = new Both(claim);
  const { concrete } = both;
  const [c, a] = [concrete.anyState(), both.abstract.anyState()];
  const args = [...concrete.anyValues(clause.parameters).values()];
  const step = concrete.step(clause, c, args);
  const name = caseName(claim.concrete, clause, index);
  const ways = waysFor(both, clause, c, a, args);
  const followed = { name, clause, args, c, a, after: step.after };
  const followings = ways.map((way) => follow(both, way, followed));
  const defined = both.goal(
    'defined',
    `step.${name}.defined`,
    step.defined,
    'the effect is defined',
    clause.span,
  );
  return {
    name,
    problem: both.problem,
    hypotheses: both.hypotheses(c, a),
    premises: [...step.guards, { name: 'choice', term: step.chosen }],
    goals: [...(step.defined === TRUE ? [] : [defined]), ...followings.flatMap((f) => f.goals)],
    picture: both.picture(
      clause.action,
      parametersOf(clause, args),
      [c, step.after],
      [a, followings[0]?.after ?? a],
    ),
  };
}

export function parametersOf(
  clause: Transition,
  args: readonly Sym[],
): Case['picture']['parameters'] {
  return clause.parameters.flatMap(({ name }, i) => {
    const value = args[i];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** Clauses of one action are told apart by their case, or by number. */
export function caseName(automaton: Automaton, clause: Transition, index: number): string {
  const same = automaton.transitions.filter((t) => t.action === clause.action);
  if (same.length === 1) return clause.action;
  const before = automaton.transitions.slice(0, index + 1);
  const number = before.filter((t) => t.action === clause.action).length;
  return `${clause.action}.${clause.case ?? String(number)}`;
}
