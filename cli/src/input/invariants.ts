// The invariants that a program claims of an automaton.
import type { Expr, Program } from '@maat/spec-lang';

export interface NamedCondition {
  readonly name: string;
  readonly condition: Expr;
}

export function invariantsOf(program: Program, automaton: string): readonly NamedCondition[] {
  return program.units.flatMap((u) =>
    u.kind === 'invariant' && u.of === automaton ? [{ name: u.name, condition: u.condition }] : [],
  );
}
