/** Contracts: what must hold whenever a clause of the concrete side of a simulation may be taken. */
import { printExpr, type Expr, type Transition } from '@maat/spec-lang';
import { evaluateFormula } from '../encode/evaluate.js';
import { and } from '../logic/build.js';
import { Both, type SimulationClaim } from './both.js';
import type { Case, CaseGoal, GoalKind } from './case.js';
import { caseName, parametersOf } from './simulation.js';

export interface Contract {
  readonly name: string;
  readonly kind: GoalKind & ('ownership' | 'contract' | 'locality');
  readonly action: string;
  /** Of several clauses of the action. */
  readonly case?: string | undefined;
  /** Over the state before and the clause's parameters. */
  readonly condition: Expr;
}

/** One case for each clause that a contract speaks of. */
export function contractCases(
  claim: SimulationClaim,
  contracts: readonly Contract[],
): readonly Case[] {
  return claim.concrete.transitions.flatMap((clause, index) => {
    const own = contracts.filter((k) => k.action === clause.action && k.case === clause.case);
    return own.length === 0 ? [] : [contractCase(claim, clause, index, own)];
  });
}

function contractCase(
  claim: SimulationClaim,
  clause: Transition,
  index: number,
  contracts: readonly Contract[],
): Case {
  const both = new Both(claim);
  const [c, a] = [both.concrete.anyState(), both.abstract.anyState()];
  const locals = both.concrete.anyValues(clause.parameters);
  const args = [...locals.values()];
  const step = both.concrete.step(clause, c, args);
  return {
    name: `contract.${caseName(claim.concrete, clause, index)}`,
    problem: both.problem,
    hypotheses: both.hypotheses(c, a),
    premises: step.guards,
    goals: contracts.map(({ kind, name, condition }): CaseGoal => {
      const { holds, ok } = evaluateFormula(condition, both.concrete.env(c, locals));
      return both.goal(kind, name, and(ok, holds), printExpr(condition), clause.span);
    }),
    picture: both.picture(clause.action, parametersOf(clause, args), [c, step.after], [a, a]),
  };
}
