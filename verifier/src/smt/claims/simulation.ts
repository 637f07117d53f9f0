/**
 * A forward simulation as cases (Lynch and Vaandrager, Forward and backward simulations I, 1995): the
 * initial states are related, and each concrete step from related states is matched by the abstract
 * steps of its witness, which are enabled, show the same, and lead to related states.
 */
import { RUN_TO_COMPLETION, type Action, type Automaton, type Transition } from '@maat/spec-lang';
import type { Sym } from '../encode/value.js';
import { and, not } from '../logic/build.js';
import { FALSE, TRUE, type Term } from '../logic/term.js';
import { Both, type SimulationClaim } from './both.js';
import type { Case, CaseGoal, NamedTerm } from './case.js';
import { follow } from './follow.js';
import { chosenStart } from './start.js';
import { waysFor } from './ways.js';

export function simulationCases(claim: SimulationClaim): readonly Case[] {
  const inputs = claim.concrete.signature.filter((a) => a.kind === 'input');
  return [
    startCase(claim),
    ...claim.concrete.transitions.map((t, i) => stepCase(claim, t, i)),
    ...inputs.flatMap((a) => ignoredCase(claim, a)),
  ];
}

function startCase(claim: SimulationClaim): Case {
  const both = new Both(claim);
  const { state: c, premises, obliged: begun } = both.concrete.initial();
  const chosen = chosenStart(both, c);
  const choices = new Map(chosen.map(({ variable, value }) => [variable, value]));
  const { state: a, obliged } = both.abstract.initial(choices);
  const defined = chosen.filter(({ ok }) => ok !== TRUE);
  return {
    name: 'start',
    problem: both.problem,
    hypotheses: [],
    premises,
    goals: [
      ...[...begun, ...obliged].map((o): CaseGoal =>
        both.goal('start', `start.${o.name}`, o.term, o.name),
      ),
      ...defined.map(({ variable, ok }): CaseGoal =>
        both.goal(
          'start',
          `start.chosen ${variable}`,
          ok,
          `what ${variable} starts with is defined`,
        ),
      ),
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

/**
 * An input that no clause takes leaves the state as it is; the abstract side sees it all the same.
 * One that waits until a run is completed is not one that is ignored.
 */
function ignoredCase(claim: SimulationClaim, action: Action): readonly Case[] {
  const both = new Both(claim);
  const { concrete } = both;
  const [c, a] = [concrete.anyState(), both.abstract.anyState()];
  const args = [...concrete.anyValues(action.parameters).values()];
  const taken = concrete.clausesOf(action.name).map((clause) => concrete.step(clause, c, args));
  const none = and(...taken.map(({ guards }) => not(and(...termsOf(guards, (g) => !waits(g))))));
  if (none === FALSE) return [];
  const ready = and(...taken.flatMap(({ guards }) => termsOf(guards, waits)));
  const name = `${action.name}.ignored`;
  const clause = ignoring(action);
  const offered = concrete.step(clause, c, args);
  const followings = waysFor(both, clause, c, a, args).map((way) =>
    follow(both, way, { name, clause, args, c, a, after: c }),
  );
  return [
    {
      name,
      problem: both.problem,
      hypotheses: both.hypotheses(c, a),
      premises: [...offered.guards, { name: 'no clause applies', term: and(ready, none) }],
      goals: followings.flatMap((f) => f.goals),
      mayBeEmpty: true,
      picture: both.picture(
        action.name,
        parametersOf(clause, args),
        [c, c],
        [a, followings[0]?.after ?? a],
      ),
    },
  ];
}

function waits({ name }: NamedTerm): boolean {
  return name === RUN_TO_COMPLETION;
}

function termsOf(guards: readonly NamedTerm[], meant: (g: NamedTerm) => boolean): readonly Term[] {
  return guards.filter(meant).map((g) => g.term);
}

function ignoring({ name, parameters, span }: Action): Transition {
  return { action: name, kind: 'input', parameters, locals: [], pre: [], eff: [], doc: '', span };
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
