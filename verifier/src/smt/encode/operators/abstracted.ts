/** A symbol for what the logic has no function for: what is meant of a collection, known by its facts alone. */
import { apply, variable, type Fn, type LogicSort, type Term } from '../../logic/term.js';
import type { Variable } from '../../logic/term.js';
import { freeVariables } from '../../logic/walk.js';
import { canonicalText } from '../canonical.js';
import type { Problem } from '../context.js';

export interface Abstracted {
  readonly fn: Fn;
  /** What the collection depends on; the symbol has them as its first arguments. */
  readonly variables: readonly Variable[];
  readonly isNew: boolean;
}

/**
 * One symbol for each collection, recognised by the formula that says of `elements` whether, or how often,
 * it has them; two formulas of equal collections may get two.
 */
export function abstracted(
  problem: Problem,
  op: string,
  formula: Term,
  elements: readonly Variable[],
  result: LogicSort,
  extra: readonly LogicSort[] = [],
): Abstracted {
  const own = new Set(elements.map((e) => e.name));
  const variables = freeVariables(formula).filter((v) => !own.has(v.name));
  // A formula that does not name its elements, as that of an empty set, does not tell of what sort they are.
  const sorts = [...elements.map((v) => v.sort), ...extra, result].join(' ');
  const text = canonicalText(formula, [...elements, ...variables]);
  const label = problem.labelOf(`${sorts}: ${text}`);
  const name = `${op}.${String(label)}`;
  const isNew = !problem.isDeclared(name);
  const fn = problem.shared(name, [...variables.map((v) => v.sort), ...extra], result);
  return { fn, variables, isNew };
}

export function valueOf({ fn, variables }: Abstracted): Term {
  return apply(fn, variables.map(variable));
}
