/**
 * Invariants by induction: all invariants of an automaton are shown together, so each may use the
 * others in the state before a step. One goal for each conjunct, initially and after each clause.
 */
import {
  printExpr,
  type Automaton,
  type Definition,
  type Expr,
  type Invariant,
  type Transition,
} from '@maat/spec-lang';
import { BOXES } from '../encode/box.js';
import { Problem } from '../encode/context.js';
import { evaluateFormula, evaluateGuard } from '../encode/evaluate.js';
import { and } from '../logic/build.js';
import { TRUE } from '../logic/term.js';
import { SymAutomaton, type SymState } from './automaton.js';
import type { Case, CaseGoal, GoalKind } from './case.js';
import { caseName, parametersOf } from './simulation.js';

export interface InvariantClaim {
  readonly automaton: Automaton;
  /** All that are claimed of it. */
  readonly invariants: readonly Invariant[];
  readonly definitions: readonly Definition[];
}

export function invariantCases(claim: InvariantClaim): readonly Case[] {
  return [startCase(claim), ...claim.automaton.transitions.map((t, i) => stepCase(claim, t, i))];
}

function startCase(claim: InvariantClaim): Case {
  const { problem, self } = made(claim);
  const { state, premises, obliged } = self.initial();
  return {
    name: 'start',
    problem,
    hypotheses: [],
    premises,
    goals: [
      ...obliged.map(({ name, term }): CaseGoal => ({
        kind: 'start',
        name: `start.${name}`,
        term,
        text: name,
        span: claim.automaton.span,
      })),
      ...goalsIn(claim, self, state, 'start', 'start'),
    ],
    picture: {
      action: 'start',
      parameters: [],
      constants: self.constantList(),
      concrete: { automaton: claim.automaton.name, before: state, after: state },
    },
  };
}

function stepCase(claim: InvariantClaim, clause: Transition, index: number): Case {
  const { problem, self } = made(claim);
  const before = self.anyState();
  const args = [...self.anyValues(clause.parameters).values()];
  const step = self.step(clause, before, args);
  const name = caseName(claim.automaton, clause, index);
  const env = self.env(before, new Map());
  const defined: CaseGoal = {
    kind: 'defined',
    name: `step.${name}.defined`,
    term: step.defined,
    text: 'the effect is defined',
    span: clause.span,
  };
  return {
    name,
    problem,
    hypotheses: claim.invariants.map((i) => ({
      name: i.name,
      term: evaluateGuard(i.condition, env),
    })),
    premises: [...step.guards, { name: 'choice', term: step.chosen }],
    goals: [
      ...(step.defined === TRUE ? [] : [defined]),
      ...goalsIn(claim, self, step.after, 'step', `step.${name}`),
    ],
    picture: {
      action: clause.action,
      parameters: parametersOf(clause, args),
      constants: self.constantList(),
      concrete: { automaton: claim.automaton.name, before, after: step.after },
    },
  };
}

function made(claim: InvariantClaim): { problem: Problem; self: SymAutomaton } {
  const problem = new Problem(BOXES);
  return { problem, self: new SymAutomaton(claim.automaton, problem, '', claim.definitions) };
}

function goalsIn(
  claim: InvariantClaim,
  self: SymAutomaton,
  state: SymState,
  kind: GoalKind,
  prefix: string,
): readonly CaseGoal[] {
  const env = self.env(state, new Map());
  return claim.invariants.flatMap((invariant) => {
    const parts = conjuncts(invariant.condition);
    return parts.map((part, i): CaseGoal => {
      const { holds, ok } = evaluateFormula(part, env);
      const number = parts.length === 1 ? '' : `.${String(i + 1)}`;
      const name = `${prefix}.${invariant.name}${number}`;
      return { kind, name, term: and(ok, holds), text: printExpr(part), span: part.span };
    });
  });
}

/**
 * A later conjunct may be defined only where the earlier ones hold, so it is shown under them: the
 * first, then the second under the first, and so on, which together is the whole.
 */
export function conjuncts(condition: Expr): readonly Expr[] {
  if (condition.kind !== 'apply' || condition.op !== 'and') return [condition];
  const parts = condition.args.flatMap(conjuncts);
  return parts.map((part, i) => parts.slice(0, i).reduceRight(under, part));
}

function under(then: Expr, premise: Expr): Expr {
  const { span, sort } = then;
  return { kind: 'apply', op: 'implies', args: [premise, then], sort, span };
}
