/**
 * Elements that are more than one piece. In an instance a message is written as its name: where the
 * text cuts messages, one of several gets a name that is cut in two, or no run would cut any.
 */
import {
  children,
  exprsOf,
  subterms,
  type Automaton,
  type Expr,
  type Scope,
} from '@maat/spec-lang';

export function withLongElements(automata: readonly Automaton[], scope: Scope): Scope {
  const sorts = new Map(scope.sorts);
  for (const [sort, most] of automata.flatMap(cuts)) {
    const names = sorts.get(sort) ?? [];
    const last = names.at(-1);
    if (last === undefined || names.length < 2) continue;
    sorts.set(sort, [...names.slice(0, -1), last.padEnd(most + 1, '.')]);
  }
  return { ...scope, sorts };
}

/** The sorts of what effects cut, and how long a piece may be, where the text says it. */
function cuts({ transitions }: Automaton): readonly (readonly [sort: string, most: number])[] {
  return transitions
    .flatMap((t) => t.eff.flatMap(exprsOf))
    .flatMap((e) => [...subterms(e)])
    .flatMap(cut);
}

function cut(expr: Expr): ReturnType<typeof cuts> {
  if (expr.kind !== 'apply' || expr.op !== 'pieces') return [];
  const [value, most] = children(expr);
  if (value?.sort.kind !== 'uninterpreted' || most?.kind !== 'literal') return [];
  return typeof most.value === 'number' ? [[value.sort.name, most.value]] : [];
}
