/**
 * That a program of a service's derivation is one of the normal form's, clause by clause. Forwards: a step of the
 * service's program is one of the template's, and what its guard says of data is what the service's says. Backwards:
 * where the template's program can step and the service's guard on data holds, the service's program can step. Both
 * ways the states after correspond. README.md has the argument why the refinements of the one are then those of the other.
 */
import { printExpr, type Bound } from '@maat/spec-lang';
import type { Contract } from '../refine/demands.js';
import type { Case, CaseGoal, GoalKind, NamedTerm } from '../smt/claims/case.js';
import type { SymState } from '../smt/claims/automaton.js';
import { caseName } from '../smt/claims/simulation.js';
import { equalSyms } from '../smt/encode/compare.js';
import { evaluateAs, evaluateFormula, evaluateGuard } from '../smt/encode/evaluate.js';
import type { Sym } from '../smt/encode/value.js';
import { and, implies } from '../smt/logic/build.js';
import { TRUE } from '../smt/logic/term.js';
import type { ClauseMatch, InstanceClaim, InstanceProgram } from './claim.js';
import { present } from './image.js';
import { paired, Sides, type Pairing } from './pairing.js';

/** A program is the concrete side of a step, the abstract side of one, or both. */
export interface Use {
  readonly forwards: boolean;
  readonly backwards: boolean;
}

export function instanceCases(
  claim: InstanceClaim,
  program: InstanceProgram,
  use: Use,
): readonly Case[] {
  const steps = program.clauses.flatMap((match, i) => {
    const name = `${program.service.name}.${caseName(program.service, match.clause, i)}`;
    return [
      forwardCase(claim, program, match, name, use),
      ...(use.backwards ? [backwardCase(claim, program, match, name)] : []),
    ];
  });
  const cases = [startCase(claim, program), ...steps, ...lemmaCase(claim, program)];
  return cases.filter((c) => c.goals.length > 0);
}

function startCase(claim: InstanceClaim, program: InstanceProgram): Case {
  const sides = new Sides(claim, program);
  const { state, premises, obliged } = sides.service.initial();
  const { state: image } = sides.template.initial();
  const title = `${program.service.name}.start`;
  return {
    ...frame(sides, title),
    premises,
    goals: goalsOf(sides, 'start', title, 'it begins as the normal form does', [
      ...obliged,
      ...sides.same(state, image),
      ...begun(sides, state),
      { name: 'lengths', term: sides.lengths(state) },
    ]),
  };
}

/** A process's own variables begin as in the service. */
function begun(sides: Sides, state: SymState): readonly NamedTerm[] {
  const { claim } = sides;
  return claim.service.states.flatMap(({ name, sort, initial, span }) => {
    if (!claim.own.includes(name) || initial.kind !== 'value') return [];
    const { value, ok } = evaluateAs(initial.value, sort, sides.service.env(state, new Map()));
    const term = equalSyms(sides.problem, sort, present(state.get(name)), value, span);
    return [{ name, term: and(ok, term) }];
  });
}

function forwardCase(
  claim: InstanceClaim,
  program: InstanceProgram,
  match: ClauseMatch,
  title: string,
  { forwards }: Use,
): Case {
  const sides = new Sides(claim, program);
  const pair = paired(sides, match);
  const { step, imageStep, before } = pair;
  return {
    ...frame(sides, title),
    hypotheses: known(sides, before),
    premises: [...step.guards, { name: 'defined', term: imageStep?.defined ?? TRUE }],
    goals: [
      ...(forwards ? guardGoals(sides, match, pair, title) : []),
      ...changeGoals(sides, match, pair, title),
    ],
  };
}

function guardGoals(
  sides: Sides,
  match: ClauseMatch,
  pair: Pairing,
  title: string,
): readonly CaseGoal[] {
  const form = pair.imageStep?.guards ?? [];
  const data = pair.data?.guards() ?? [];
  const owed = contractTerms(sides, match, pair);
  const says = `its guard is that of ${match.as?.action ?? ''}, and more`;
  return [
    ...goalsOf(sides, 'enabled', `${title}.form`, says, form),
    ...goalsOf(
      sides,
      'enabled',
      `${title}.data`,
      "its guard says of data what the service's says",
      data,
    ),
    ...goalsOf(sides, 'contract', `${title}.contract`, 'what is demanded of it', owed),
  ];
}

function changeGoals(
  sides: Sides,
  { as }: ClauseMatch,
  pair: Pairing,
  title: string,
): readonly CaseGoal[] {
  const { step, imageStep, image } = pair;
  const defined = [{ name: 'defined', term: step.defined }];
  const changes = [
    ...sides.same(step.after, imageStep?.after ?? image),
    { name: 'lengths', term: sides.lengths(step.after) },
  ];
  const own = ownTerms(sides, pair);
  return [
    ...goalsOf(
      sides,
      'defined',
      `${title}.defined`,
      'its effect is defined for any values',
      defined,
    ),
    ...goalsOf(
      sides,
      'step',
      `${title}.effect`,
      `it changes what ${as?.action ?? 'an input'} does`,
      changes,
    ),
    ...goalsOf(sides, 'step', `${title}.own`, 'it changes its own state as the service does', own),
  ];
}

/** Where the template's program can step, and the data allow it, so can the service's. */
function backwardCase(
  claim: InstanceClaim,
  program: InstanceProgram,
  match: ClauseMatch,
  title: string,
): Case {
  const sides = new Sides(claim, program);
  const { step, imageStep, data, before } = paired(sides, match);
  const name = `${title}.enabled`;
  const says = `where ${match.as?.action ?? 'it'} can be, and its data allow it, nothing else forbids it`;
  return {
    ...frame(sides, name),
    hypotheses: known(sides, before),
    premises: [...(imageStep?.guards ?? []), ...(data?.guards() ?? [])],
    goals: goalsOf(sides, 'enabled', name, says, step.guards),
  };
}

/** Of each state that the service's program comes to. */
function known(sides: Sides, state: SymState): readonly NamedTerm[] {
  const env = sides.service.env(state, new Map());
  return [
    { name: 'lengths', term: sides.lengths(state) },
    ...sides.program.known.map(({ name, condition }): NamedTerm => {
      return { name, term: evaluateGuard(condition, env) };
    }),
  ];
}

/** A process's own state is changed by the data that both sides have in common. */
function ownTerms(sides: Sides, { before, step, data }: Pairing): readonly NamedTerm[] {
  const { claim, problem } = sides;
  return claim.own.map((name) => {
    const { sort, span } = present(claim.service.states.find((v) => v.name === name));
    const wanted = present(data === undefined ? before.get(name) : data.after(name));
    const found = present(step.after.get(name));
    return { name, term: equalSyms(problem, sort, found, wanted, span) };
  });
}

/** What the template's step owes the service below, the service's owes no more than that. */
function contractTerms(
  sides: Sides,
  { clause, as }: ClauseMatch,
  { args, before, image, imageArgs }: Pairing,
): readonly NamedTerm[] {
  const { contracts } = sides.program;
  const known = contracts.template
    .filter((k) => k.action === as?.action)
    .map((k) => evaluateGuard(k.condition, sides.template.env(image, bound(k, imageArgs))));
  return contracts.service
    .filter((k) => k.action === clause.action)
    .map((k) => {
      const { holds, ok } = evaluateFormula(k.condition, sides.service.env(before, bound(k, args)));
      return { name: k.name, term: implies(and(...known), and(ok, holds)) };
    });
}

function bound({ parameters }: Contract, args: readonly Sym[]): ReadonlyMap<string, Sym> {
  return new Map(parameters.map((b: Bound, i) => [b.name, present(args[i])]));
}

/** The lemmas of the template's program say those of the service's. */
function lemmaCase(claim: InstanceClaim, program: InstanceProgram): readonly Case[] {
  const { service, template } = program.lemmas;
  if (service.length === 0) return [];
  const sides = new Sides(claim, program);
  const state = sides.service.anyState();
  const image = sides.images.state(state);
  const title = `${program.service.name}.lemma`;
  return [
    {
      ...frame(sides, title),
      hypotheses: template.map(({ name, condition }) => {
        return { name, term: evaluateGuard(condition, sides.template.env(image, new Map())) };
      }),
      goals: service.flatMap(({ name, condition }) => {
        const { holds, ok } = evaluateFormula(condition, sides.service.env(state, new Map()));
        const terms = [{ name, term: and(ok, holds) }];
        return goalsOf(sides, 'lemma', `${title}.${name}`, printExpr(condition), terms);
      }),
    },
  ];
}

function frame(sides: Sides, name: string): Case {
  const nowhere = { automaton: sides.program.service.name, before: new Map(), after: new Map() };
  return {
    name,
    problem: sides.problem,
    hypotheses: [],
    premises: [],
    goals: [],
    mayBeEmpty: true,
    picture: { concrete: nowhere, action: name, parameters: [], constants: [] },
  };
}

/** One obligation: goals of one name are parts of it. */
function goalsOf(
  sides: Sides,
  kind: GoalKind,
  name: string,
  says: string,
  terms: readonly NamedTerm[],
): readonly CaseGoal[] {
  const { span } = sides.claim.service;
  const all = terms.map((t) => t.name).join(', ');
  return terms.map(({ term }) => ({ kind, name, term, text: `${says}: ${all}`, span }));
}
