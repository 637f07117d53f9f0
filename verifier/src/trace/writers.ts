/** Who may change a state variable, and how: read off the assignments of an automaton. */
import { equalExpr, substatements } from '@maat/spec-lang';
import type { Assign, Automaton, Choose, Expr, Transition } from '@maat/spec-lang';

export interface Writers {
  /** No step changes it. */
  isConstant(variable: string): boolean;
  /** Sequences in it only grow at their end. */
  isAppendOnly(variable: string): boolean;
  /** Whether only steps of the process that indexes this position change the element. */
  isOwnedAt(variable: string, position: number): boolean;
  /** The internal clauses that assign to it. */
  internal(variable: string): readonly Transition[];
}

export function writersOf(automaton: Automaton): Writers {
  const writes = new Map<string, Write[]>();
  for (const transition of automaton.transitions) {
    for (const statement of transition.eff.flatMap((s) => [...substatements(s)])) {
      if (statement.kind !== 'assign' && statement.kind !== 'choose') continue;
      const { name } = statement.target;
      writes.set(name, [...(writes.get(name) ?? []), { transition, statement }]);
    }
  }
  const all = (name: string): readonly Write[] => writes.get(name) ?? [];
  return {
    isConstant: (name) => all(name).length === 0,
    isAppendOnly: (name) => all(name).every(({ statement }) => appends(statement)),
    isOwnedAt: (name, position) => all(name).every((write) => isOwn(write, position)),
    internal: (name) =>
      all(name).flatMap(({ transition: t }) => (t.kind === 'internal' ? [t] : [])),
  };
}

interface Write {
  readonly transition: Transition;
  readonly statement: Assign | Choose;
}

function isOwn({ transition, statement }: Write, position: number): boolean {
  const step = statement.target.path[0];
  const index = step?.kind === 'at' ? step.index[position] : undefined;
  return isLocal(index, transition.parameters[0]?.name);
}

export function isLocal(expr: Expr | undefined, name: string | undefined): boolean {
  return expr?.kind === 'local' && expr.name === name;
}

/** `x[i] := x[i] |- e`, or the same without an index. */
function appends(statement: Assign | Choose): boolean {
  if (statement.kind !== 'assign') return false;
  const { target, value } = statement;
  const [before] = value.kind === 'apply' && value.op === 'append' ? value.args : [];
  if (before === undefined || target.path.length > 1) return false;
  const step = target.path[0];
  if (step === undefined) return before.kind === 'state' && before.name === target.name;
  if (step.kind !== 'at' || before.kind !== 'apply' || before.op !== 'index') return false;
  const [of, ...index] = before.args;
  return (
    of?.kind === 'state' &&
    of.name === target.name &&
    index.length === step.index.length &&
    index.every((e, i) => equalExpr(e, step.index[i] ?? e))
  );
}
