// Random effects over the state of the random expressions, and two variables more that loops write.
import fc from 'fast-check';
import { NOWHERE, substitute, type Expr, type Sort, type Stmt } from '@maat/spec-lang';
import { SORTS, expression } from './arbitrary-expressions.js';
import { NODE } from './arbitrary-values.js';
import { assign, at, local, op, state } from './build.js';

const INT: Sort = { kind: 'int' };
const CELLS: Sort = { kind: 'array', index: [NODE], of: INT };
const GROWN: Sort = { kind: 'set', of: NODE };

/** What only effects speak of. */
export const WRITTEN: Readonly<Record<string, Sort>> = { Cells: CELLS, Grown: GROWN };

const INT_SORT = SORTS['Int'];
const { Bool, Node, Set: NODES, Map: MAP, Array: ARRAY, Table, Tuple, Pairs, Nat } = SORTS;

/** Loops by themselves, too: among other statements a fault of theirs is seldom seen. */
export const effect: fc.Arbitrary<readonly Stmt[]> = fc.oneof(
  loop().map((stmt) => [stmt]),
  fc.array(statement(1), { minLength: 1, maxLength: 2 }),
);

function e(sort: Sort | undefined): fc.Arbitrary<Expr> {
  if (sort === undefined) throw new TypeError('no such sort');
  return expression(sort, 2);
}

function statement(depth: number): fc.Arbitrary<Stmt> {
  const simple = [...assignments(), chosen()];
  if (depth === 0) return fc.oneof(...simple);
  return fc.oneof(fc.oneof(...simple), branch(depth - 1), loop());
}

function assignments(): readonly fc.Arbitrary<Stmt>[] {
  const whole = Object.entries(SORTS).map(([name, sort]) =>
    e(sort).map((value) => assign(name, sort, value)),
  );
  const cell = (
    name: string,
    of: Sort | undefined,
    key: Sort | undefined,
    value: Sort | undefined,
  ) => fc.tuple(e(key), e(value)).map(([k, v]) => assign(name, of ?? INT, v, [at(k)]));
  const field = e(Nat).map((n) =>
    assign('Tuple', Tuple ?? INT, n, [{ kind: 'field', name: 'number' }]),
  );
  const inner = fc
    .tuple(e(INT_SORT), e(Node))
    .map(([i, n]) => assign('Pairs', Pairs ?? INT, n, [at(i), { kind: 'field', name: 'at' }]));
  return [
    fc.oneof(...whole),
    cell('Map', MAP, Node, INT_SORT),
    cell('Array', ARRAY, Node, NODES),
    cell('Table', Table, INT_SORT, Node),
    field,
    inner,
  ];
}

/** `Node := choose Node where P` */
function chosen(): fc.Arbitrary<Stmt> {
  return e(Bool).map((where): Stmt => ({
    kind: 'choose',
    target: { name: 'Node', scope: 'state', sort: NODE, path: [] },
    variable: { name: 'Node', sort: NODE },
    where,
    span: NOWHERE,
  }));
}

function branch(depth: number): fc.Arbitrary<Stmt> {
  const body = fc.array(statement(depth), { minLength: 1, maxLength: 2 });
  return fc.tuple(e(Bool), body, body).map(([condition, then, otherwise]): Stmt => ({
    kind: 'if',
    branches: [{ condition, body: then }],
    otherwise,
    span: NOWHERE,
  }));
}

/** Rounds that do not see one another, or the loop cannot be told to a solver. */
function loop(): fc.Arbitrary<Stmt> {
  const within = fc.option(e(NODES), { nil: undefined });
  const mapped = op('index', INT, state('Map', MAP ?? INT), local('Node', NODE));
  const partial = e(INT_SORT).map((n) => op('lt', { kind: 'bool' }, n, mapped));
  const where = fc.option(fc.oneof(e(Bool), partial), { nil: undefined });
  const cells = fc.tuple(e(INT_SORT), fc.boolean()).map(([n, adds]) => {
    const own = op('index', INT, state('Cells', CELLS), local('Each', NODE));
    return assign('Cells', CELLS, adds ? op('plus', INT, own, n) : n, [at(local('Each', NODE))]);
  });
  const grown = e(Node).map((x) =>
    assign('Grown', GROWN, op('insert', GROWN, x, state('Grown', GROWN))),
  );
  const one = fc.oneof(cells, grown);
  const guarded = fc.tuple(e(Bool), one, one).map(([condition, then, otherwise]): Stmt => ({
    kind: 'if',
    branches: [{ condition, body: [then] }],
    otherwise: [otherwise],
    span: NOWHERE,
  }));
  return fc.tuple(within, where, fc.oneof(one, guarded)).map(([from, when, round]): Stmt => ({
    kind: 'for',
    variable: { name: 'Each', sort: NODE },
    ...(from === undefined ? {} : { within: from }),
    ...(when === undefined ? {} : { where: ofEach(when) }),
    body: [inRound(round)],
    span: NOWHERE,
  }));
}

/** What is said of the local Node is said of the round's element. */
function ofEach(expr: Expr): Expr {
  return substitute(expr, new Map([['Node', local('Each', NODE)]]));
}

function inRound(stmt: Stmt): Stmt {
  switch (stmt.kind) {
    case 'assign':
      return { ...stmt, value: ofEach(stmt.value) };
    case 'if':
      return {
        ...stmt,
        branches: stmt.branches.map((b) => ({
          condition: ofEach(b.condition),
          body: b.body.map(inRound),
        })),
        otherwise: stmt.otherwise.map(inRound),
      };
    case 'choose':
    case 'for':
    case 'while':
    case 'emit':
    case 'fire':
      return stmt;
  }
}
