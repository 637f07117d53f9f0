// Invariants as theorems: those that stand before a simulation by induction, together; those after it from its relation.
import type { Invariant } from '@maat/spec-lang';
import { caseTask, finiteWays, invariantCases, invariantJudge, type Claim } from '@maat/verifier';
import { invariantClaim } from '../claims.js';
import { guarded } from '../input/automaton.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';
import { possible, smallScopes } from './possible.js';
import { inSteps, type Theorem } from './theorem.js';

/** Invariants of one automaton, which may use each other in the state before a step. */
export interface Group {
  readonly of: string;
  readonly invariants: readonly Invariant[];
  readonly claim: Claim;
}

/** By the automaton; what follows from a simulation that stands before it is not among them. */
export function inductiveGroups({ program, file }: Specification): readonly Group[] {
  const own = program.units.filter((u) => u.file === file);
  const isBefore = (invariant: Invariant): boolean => {
    const simulated = own.findIndex((u) => u.kind === 'simulation' && u.from === invariant.of);
    return simulated === -1 || own.indexOf(invariant) < simulated;
  };
  const all = program.units.flatMap((u) => (u.kind === 'invariant' && isBefore(u) ? [u] : []));
  const claimed = new Set(all.filter((i) => i.file === file).map((i) => i.of));
  return [...claimed].map((of) =>
    groupOf(
      of,
      all.filter((i) => i.of === of),
    ),
  );
}

export function groupOf(of: string, invariants: readonly Invariant[]): Group {
  const names = invariants.map((i) => i.name);
  return { of, invariants, claim: invariantClaim(names.join(', '), of) };
}

export function inductiveTheorem(
  context: Context,
  specification: Specification,
  { of, invariants, claim }: Group,
  scope: string,
): Theorem {
  const { program } = specification;
  const automaton = guarded(context, specification, () => inSteps(specification, of));
  const { definitions } = program;
  const about = { automaton, invariants, definitions };
  return {
    claim,
    about: [of, ...invariants.map((i) => i.name)],
    matter: { claim: about, scopes: smallScopes(context, [automaton], scope) },
    tasks: () => [
      ...invariantCases(about).map((c) => {
        const finite = finiteWays(claim.name, c, invariantJudge(about, c));
        return caseTask(claim, c, c.name === 'start' ? [] : finite);
      }),
      possible(context, claim, automaton, { scope, definitions }),
    ],
  };
}
