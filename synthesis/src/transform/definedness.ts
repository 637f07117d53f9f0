/**
 * A guard `x = head(s)` is false where s is empty, since the term is undefined there. A handler evaluates the term
 * where it uses x, so the guard is given its condition in words: `s ~= {}`.
 */
import { BOOL, children, equalExpr, type Expr, type Guard, type Operator } from '@maat/spec-lang';
import { apply, less } from './build.js';
import { accessOf, isCurrentView } from './access.js';
import type { Shape } from './normal-form.js';

/** The guards, and before an equation what its terms need, where no guard says it yet. */
export function withDefinedness(
  guards: readonly Guard[],
  p: string,
  shape: Shape,
): readonly Guard[] {
  const said = guards.flatMap((g) => conjuncts(g.condition));
  return guards.flatMap((g) => {
    if (g.condition.kind !== 'apply' || g.condition.op !== 'eq') return [g];
    const missing = needs(g.condition, p, shape).filter((n) => !said.some((s) => says(s, n)));
    said.push(...missing);
    return [...missing.map((condition) => ({ name: '', condition, span: g.span })), g];
  });
}

function conjuncts(e: Expr): readonly Expr[] {
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjuncts) : [e];
}

/** What has to hold for the term to be defined; of `if` and what is read by short circuit, nothing. */
function needs(e: Expr, p: string, shape: Shape): readonly Expr[] {
  if (
    isCurrentView(e, p) ||
    e.kind === 'if' ||
    e.kind === 'quantified' ||
    e.kind === 'comprehension'
  )
    return [];
  const access = accessOf(e, p, shape);
  if (access !== undefined) return [];
  const inner = children(e).flatMap((child) => needs(child, p, shape));
  const own = e.kind === 'apply' && !isOfMembers(e, p, shape) ? need(e.op, e.args) : undefined;
  return own === undefined ? inner : [...inner, own];
}

/** A view has members. */
function isOfMembers(e: Extract<Expr, { kind: 'apply' }>, p: string, shape: Shape): boolean {
  const [of] = e.args;
  return of !== undefined && accessOf(of, p, shape)?.kind === 'members';
}

const OF_SEQUENCES: ReadonlySet<Operator> = new Set<Operator>(['head', 'tail', 'last', 'init']);

function need(op: Operator, args: readonly Expr[]): Expr | undefined {
  const [of, index] = args;
  if (of === undefined) return undefined;
  if (OF_SEQUENCES.has(op) || op === 'least' || op === 'greatest')
    return apply('ne', BOOL, of, apply('empty', of.sort));
  if (op === 'val') return apply('ne', BOOL, of, apply('nil', of.sort));
  if (op !== 'index' || index === undefined) return undefined;
  if (of.sort.kind === 'map') return apply('defined', BOOL, of, index);
  return of.sort.kind === 'seq' ? less(index, apply('size', { kind: 'nat' }, of)) : undefined;
}

function says(guard: Expr, wanted: Expr): boolean {
  if (equalExpr(guard, wanted)) return true;
  if (guard.kind !== 'apply' || wanted.kind !== 'apply') return false;
  const [a, b] = guard.args;
  const [of] = wanted.args;
  if (a === undefined || of === undefined) return false;
  if (wanted.op !== 'ne') return false;
  if (guard.op === 'ne') return equalExpr(a, of) && isNothing(b);
  const isLength = (e: Expr | undefined): boolean =>
    e?.kind === 'apply' && e.op === 'size' && e.args[0] !== undefined && equalExpr(e.args[0], of);
  if (guard.op === 'gt') return isLength(a);
  return guard.op === 'lt' && isLength(b);
}

function isNothing(e: Expr | undefined): boolean {
  if (e?.kind !== 'apply') return false;
  return e.op === 'empty' || e.op === 'nil' || (e.op === 'display' && e.args.length === 0);
}
