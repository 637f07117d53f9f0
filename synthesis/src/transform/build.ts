/** Short makers of IR nodes for the rewrites; no text stands for what they make. */
import {
  BOOL,
  NAT,
  NOWHERE,
  type Expr,
  type Operator,
  type PathStep,
  type Sort,
  type Stmt,
  type Target,
} from '@maat/spec-lang';

export function state(name: string, sort: Sort): Expr {
  return { kind: 'state', name, sort, span: NOWHERE };
}

export function local(name: string, sort: Sort): Expr {
  return { kind: 'local', name, sort, span: NOWHERE };
}

export function apply(op: Operator, sort: Sort, ...args: readonly Expr[]): Expr {
  return { kind: 'apply', op, args, sort, span: NOWHERE };
}

export function not(of: Expr): Expr {
  return apply('not', BOOL, of);
}

export function and(conditions: readonly Expr[]): Expr {
  const [first, ...rest] = conditions;
  if (first === undefined) return { kind: 'literal', value: true, sort: BOOL, span: NOWHERE };
  return rest.reduce((left, right) => apply('and', BOOL, left, right), first);
}

export function equal(left: Expr, right: Expr): Expr {
  return apply('eq', BOOL, left, right);
}

export function less(left: Expr, right: Expr): Expr {
  return apply('lt', BOOL, left, right);
}

export function at(of: Expr, index: readonly Expr[], sort: Sort): Expr {
  return index.length === 0 ? of : apply('index', sort, of, ...index);
}

export function select(of: Expr, field: string, sort: Sort): Expr {
  return { kind: 'select', of, field, sort, span: NOWHERE };
}

export function nat(value: number): Expr {
  return { kind: 'literal', value, sort: NAT, span: NOWHERE };
}

export function nullOf(of: Sort): Sort {
  return { kind: 'null', of };
}

/** The sort of an array's cells after the given number of indices was fixed. */
export function arrayOf(index: readonly Sort[], of: Sort): Sort {
  return index.length === 0 ? of : { kind: 'array', index, of };
}

/** An expression that names a place of the state, as the target of an assignment. */
export function targetOf(place: Expr, inner: readonly PathStep[] = []): Target {
  if (place.kind === 'state')
    return { name: place.name, scope: 'state', sort: place.sort, path: inner };
  if (place.kind === 'apply' && place.op === 'index') {
    const [of, ...index] = place.args;
    if (of !== undefined) return targetOf(of, [{ kind: 'at', index }, ...inner]);
  }
  if (place.kind === 'select')
    return targetOf(place.of, [{ kind: 'field', name: place.field }, ...inner]);
  throw new Error('not a place of the state');
}

export function assign(place: Expr, value: Expr): Stmt {
  return { kind: 'assign', target: targetOf(place), value, span: NOWHERE };
}
