/** A value put at the end of a path into a term: `x[i].f := e` as the new value of `x`. */
import type { Expr } from './expr.js';
import type { PathStep } from './stmt.js';
import type { Sort } from './sort.js';

/** Undefined where the path has no term: into a case of a union, or a position of a sequence. */
export function put(old: Expr, path: readonly PathStep[], value: Expr): Expr | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return step.kind === 'field'
    ? putField(old, step.name, rest, value)
    : putCell(old, step.index, rest, value);
}

function putField(
  old: Expr,
  name: string,
  rest: readonly PathStep[],
  value: Expr,
): Expr | undefined {
  const { sort, span } = old;
  if (sort.kind !== 'tuple') return undefined;
  const args: Expr[] = [];
  for (const field of sort.fields) {
    const part: Expr = { kind: 'select', of: old, field: field.name, sort: field.sort, span };
    const made = field.name === name ? put(part, rest, value) : part;
    if (made === undefined) return undefined;
    args.push(made);
  }
  return { kind: 'tuple', args, sort, span };
}

function putCell(
  old: Expr,
  index: readonly Expr[],
  rest: readonly PathStep[],
  value: Expr,
): Expr | undefined {
  const { sort, span } = old;
  const of = cellOf(sort);
  if (of === undefined) return undefined;
  const cell: Expr = { kind: 'apply', op: 'index', args: [old, ...index], sort: of, span };
  const inner = put(cell, rest, value);
  return inner && { kind: 'apply', op: 'update', args: [old, ...index, inner], sort, span };
}

function cellOf(sort: Sort): Sort | undefined {
  if (sort.kind === 'array') return sort.of;
  return sort.kind === 'map' ? sort.to : undefined;
}
