/**
 * What comparing steps does not show, made demands on the concrete side: what only the token's
 * holder may do, what the service below forbids while it is blocked, the lemmas, and that a
 * process touches its own cells only.
 */
import type { Automaton, Bound, Expr, Guard, Invariant } from '@maat/spec-lang';
import { BOOL } from '@maat/spec-lang';
import { and, apply } from './build.js';
import type { DerivedStep } from './step.js';

/** As the verifier wants them. */
export interface StepDemands {
  readonly invariants: readonly Invariant[];
  readonly contracts: readonly {
    readonly name: string;
    readonly action: string;
    readonly parameters: readonly Bound[];
    readonly condition: Expr;
  }[];
  readonly locality: { readonly processes: string; readonly variables: readonly string[] };
}

/** By the step's own automaton: a mutant that takes its place is held to the same. */
export function demandsOf(step: DerivedStep, original: Automaton): StepDemands {
  return {
    invariants: step.program.units
      .filter((u) => u.kind === 'invariant')
      .filter((u) => u.of === original.name),
    contracts: original.transitions.flatMap((t) => {
      const guards = t.pre.filter((g) => isContract(g, step));
      if (guards.length === 0) return [];
      const kept = and(guards.map((g) => g.condition));
      const condition = t.where === undefined ? kept : apply('implies', BOOL, t.where, kept);
      const name = guards.map((g) => g.name).join(', ');
      return [{ name, action: t.action, parameters: t.parameters, condition }];
    }),
    locality: {
      processes: original.parameters.types[0] ?? '',
      variables: (original.extends?.states ?? original.states)
        .filter((v) => !v.ghost && !step.shared.includes(v.name))
        .map((v) => v.name),
    },
  };
}

function isContract(guard: Guard, step: DerivedStep): boolean {
  return guard.name === (step.transformation === 'replicate' ? 'Ownership' : 'Unblocked');
}
