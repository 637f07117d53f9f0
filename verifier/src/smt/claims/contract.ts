/** Contracts: what must hold whenever a clause of the concrete side of a simulation may be taken. */
import { printExpr, type Bound, type Transition } from '@maat/spec-lang';
import type { Contract } from '../../refine/demands.js';
import { evaluateFormula } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { and } from '../logic/build.js';
import { Both, type SimulationClaim } from './both.js';
import type { Case, CaseGoal } from './case.js';
import { caseName, parametersOf } from './simulation.js';

/** One case for each clause that a contract speaks of. */
export function contractCases(
  claim: SimulationClaim,
  contracts: readonly Contract[],
): readonly Case[] {
  return claim.concrete.transitions.flatMap((clause, index) => {
    const own = contracts.filter((k) => k.action === clause.action);
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
  const args = [...both.concrete.anyValues(clause.parameters).values()];
  const step = both.concrete.step(clause, c, args);
  const of = caseName(claim.concrete, clause, index);
  return {
    name: `contract.${of}`,
    problem: both.problem,
    hypotheses: both.hypotheses(c, a),
    premises: step.guards,
    goals: contracts.map(({ name, parameters, condition }): CaseGoal => {
      const locals = new Map(parameters.flatMap((b, i) => bound(b, args[i])));
      const { holds, ok } = evaluateFormula(condition, both.concrete.env(c, locals));
      const text = printExpr(condition);
      return both.goal('contract', `contract.${of}.${name}`, and(ok, holds), text, clause.span);
    }),
    picture: both.picture(clause.action, parametersOf(clause, args), [c, step.after], [a, a]),
  };
}

function bound(b: Bound, value: Sym | undefined): readonly (readonly [string, Sym])[] {
  return value === undefined ? [] : [[b.name, value]];
}
