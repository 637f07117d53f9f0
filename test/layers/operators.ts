// Faults put into a layer by operators over its program: every way to drop, negate, swap or shift one thing.
import {
  mapChildren,
  mapExprs,
  printExpr,
  printStmt,
  type Expr,
  type Handler,
  type Layer,
  type Stmt,
} from '@maat/spec-lang';

export interface LayerMutant {
  readonly name: string;
  readonly layer: Layer;
}

export function layerMutants(layer: Layer): readonly LayerMutant[] {
  return layer.handlers.flatMap((handler, i) => {
    const { trigger } = handler;
    const at = 'action' in trigger ? trigger.action : 'name' in trigger ? trigger.name : 'start';
    const without = layer.handlers.filter((h) => h !== handler);
    const others = handlerMutants(handler).map(({ name, handler: changed }) => ({
      name: `${at}: ${name}`,
      layer: { ...layer, handlers: layer.handlers.map((h, j) => (i === j ? changed : h)) },
    }));
    return [{ name: `${at}: not handled`, layer: { ...layer, handlers: without } }, ...others];
  });
}

export interface Changed<T> {
  readonly name: string;
  readonly to: T;
}

function handlerMutants(h: Handler): readonly { name: string; handler: Handler }[] {
  const bare: Handler = {
    trigger: h.trigger,
    locals: h.locals,
    eff: h.eff,
    doc: h.doc,
    span: h.span,
  };
  const conjuncts = h.where === undefined ? [] : conjunctsOf(h.where);
  const dropped = conjuncts.map((c) => {
    const [first, ...rest] = conjuncts.filter((o) => o !== c);
    const where = first && rest.reduce((a, b) => and(a, b), first);
    return { name: `without ${text(c)}`, handler: where ? { ...bare, where } : bare };
  });
  const shifted = (h.where === undefined ? [] : shifts(h.where)).map(({ name, to }) => ({
    name,
    handler: { ...h, where: to },
  }));
  const changed = bodies(h.eff).map(({ name, to }) => ({ name, handler: { ...h, eff: to } }));
  return [...dropped, ...shifted, ...changed];
}

/** Each statement left out, exchanged with the next, or changed inside. */
export function bodies(stmts: readonly Stmt[]): readonly Changed<readonly Stmt[]>[] {
  return stmts.flatMap((s, i) => {
    const put = (...by: readonly Stmt[]): readonly Stmt[] => stmts.toSpliced(i, 1, ...by);
    const next = stmts[i + 1];
    return [
      { name: `drop ${text(s)}`, to: put() },
      ...(next ? [{ name: `${text(next)} first`, to: stmts.toSpliced(i, 2, next, s) }] : []),
      ...inside(s).map(({ name, to }) => ({ name, to: put(to) })),
    ];
  });
}

function inside(s: Stmt): readonly Changed<Stmt>[] {
  switch (s.kind) {
    case 'if':
      return s.branches.flatMap((b, i) => [
        ...shifts(b.condition).map(({ name, to }) => ({
          name,
          to: { ...s, branches: s.branches.toSpliced(i, 1, { ...b, condition: to }) },
        })),
        ...bodies(b.body).map(({ name, to }) => ({
          name,
          to: { ...s, branches: s.branches.toSpliced(i, 1, { ...b, body: to }) },
        })),
      ]);
    case 'for':
    case 'while':
      return bodies(s.body).map(({ name, to }) => ({ name, to: { ...s, body: to } }));
    case 'assign':
    case 'choose':
    case 'emit':
    case 'fire':
      return statementShifts(s);
  }
}

/** Each expression of the statement changed at one place. */
function statementShifts(s: Stmt): readonly Changed<Stmt>[] {
  const found: Changed<Stmt>[] = [];
  mapExprs(s, (e) => {
    for (const { name, to } of shifts(e))
      found.push({ name: `${name} in ${text(s)}`, to: mapExprs(s, (x) => (x === e ? to : x)) });
    return e;
  });
  return found;
}

/** The expression with a comparison made weaker or stronger, a condition negated, a number one more. */
export function shifts(e: Expr): readonly Changed<Expr>[] {
  const own = shifted(e);
  const here = own ? [{ name: `${text(own)} for ${text(e)}`, to: own }] : [];
  const below: Changed<Expr>[] = [];
  mapChildren(e, (child) => {
    for (const { name, to } of shifts(child))
      below.push({ name, to: mapChildren(e, (c) => (c === child ? to : c)) });
    return child;
  });
  return [...here, ...below];
}

function shifted(e: Expr): Expr | undefined {
  if (e.kind === 'literal' && typeof e.value === 'number') return { ...e, value: e.value + 1 };
  if (e.kind !== 'apply') return undefined;
  const op = OTHER.get(e.op);
  return op === undefined ? undefined : { ...e, op };
}

const OTHER: ReadonlyMap<string, 'le' | 'lt' | 'ne' | 'eq'> = new Map([
  ['lt', 'le'],
  ['le', 'lt'],
  ['eq', 'ne'],
  ['ne', 'eq'],
]);

function conjunctsOf(e: Expr): readonly Expr[] {
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjunctsOf) : [e];
}

function and(left: Expr, right: Expr): Expr {
  return { kind: 'apply', op: 'and', args: [left, right], sort: left.sort, span: left.span };
}

function text(of: Expr | Stmt): string {
  const whole = isStatement(of) ? printStmt(of) : printExpr(of);
  const line = whole.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** A conditional expression has a sort, a statement none. */
function isStatement(of: Expr | Stmt): of is Stmt {
  return !('sort' in of);
}
