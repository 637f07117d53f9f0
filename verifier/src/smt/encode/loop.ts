/**
 * `for` loops whose rounds do not see one another: each round writes only the cells of its own
 * element, or only inserts into a set, so that all rounds can be said at once.
 */
import {
  innerStmts,
  mapExprs,
  children,
  type Assign,
  type Expr,
  type ForStmt,
  type Sort,
  type Stmt,
} from '@maat/spec-lang';
import { and, exists, forall, implies, or } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { chooseSym, equalSyms, rangeTerm } from './compare.js';
import { contains, evaluateFormula, evaluateSym, withLocal } from './evaluate.js';
import { envOf, execute, type Machine, type Site } from './execute.js';
import { Inexpressible } from './inexpressible.js';
import { boundValue } from './key.js';
import { expectSym, type Sym } from './value.js';

export function executeLoop(stmt: ForStmt, machine: Machine, site: Site): Machine {
  const writes = assignmentsIn(stmt.body);
  const names = [...new Set(writes.map((w) => w.target.name))];
  const shapes = names.map((name) => shapeOf(name, writes, stmt));
  const bound = boundValue(site.env.problem, stmt.variable.name, stmt.variable.sort, stmt.span);
  const inside = and(...bound.ranges.map(rangeTerm), taken(stmt, bound.value, machine, site));
  const round = roundWith(stmt, bound.value, machine, site);
  const state = new Map(machine.state);
  for (const shape of shapes) state.set(shape.name, allRounds(shape, stmt, machine, site));
  const ok = forall(bound.variables, implies(inside, round.ok));
  return { ...machine, state, ok: and(machine.ok, ok) };
}

/** How all rounds together change one variable. */
type Shape =
  /** `x[…, e, …] := …` with the loop's element at this index. */
  | { readonly kind: 'cells'; readonly name: string; readonly position: number }
  /** `x := insert(…, x)`. */
  | { readonly kind: 'inserts'; readonly name: string; readonly write: Assign; readonly of: Sort };

function shapeOf(name: string, writes: readonly Assign[], stmt: ForStmt): Shape {
  const own = writes.filter((w) => w.target.name === name);
  const [first] = own;
  if (first === undefined || first.target.scope === 'local') throw dependent(stmt);
  const position =
    first.target.path[0]?.kind === 'at' ? elementAt(first.target.path[0].index, stmt) : -1;
  const cells = own.every((w) => {
    const [step] = w.target.path;
    return step?.kind === 'at' && position >= 0 && isElement(step.index[position], stmt);
  });
  if (cells && readsOwnCells(name, position, stmt)) return { kind: 'cells', name, position };
  const [write] = own;
  if (own.length === 1 && write !== undefined && stmt.body.includes(write)) {
    const { value } = write;
    const grows = value.kind === 'apply' && value.op === 'insert' && write.target.path.length === 0;
    const onto = grows ? value.args[1] : undefined;
    if (
      onto?.kind === 'state' &&
      onto.name === name &&
      value.sort.kind === 'set' &&
      reads(stmt.body, name) === 1
    ) {
      return { kind: 'inserts', name, write, of: value.sort.of };
    }
  }
  throw dependent(stmt);
}

function dependent(stmt: ForStmt): Inexpressible {
  return new Inexpressible('a for loop whose rounds depend on one another', stmt.span);
}

function allRounds(shape: Shape, stmt: ForStmt, machine: Machine, site: Site): Sym {
  const old = machine.state.get(shape.name);
  if (old === undefined) throw new TypeError(`${shape.name} is unknown`);
  if (shape.kind === 'inserts') return inserting(shape, old, stmt, machine, site);
  const after = (element: Sym): Sym => {
    const value = roundWith(stmt, element, machine, site).state.get(shape.name);
    if (value === undefined) throw new TypeError(`${shape.name} is unknown`);
    return value;
  };
  const touched = (element: Sym): Term => taken(stmt, element, machine, site);
  if (old.kind === 'array') {
    return {
      kind: 'array',
      at: (is) => {
        const element = present(is[shape.position]);
        return chooseSym(touched(element), expectSym(after(element), 'array').at(is), old.at(is));
      },
    };
  }
  const map = expectSym(old, 'map');
  const changed = (k: Sym): Sym & { kind: 'map' } => expectSym(after(k), 'map');
  return {
    kind: 'map',
    has: (k) => or(and(touched(k), changed(k).has(k)), map.has(k)),
    at: (k) => chooseSym(touched(k), changed(k).at(k), map.at(k)),
  };
}

function inserting(
  shape: Shape & { kind: 'inserts' },
  old: Sym,
  stmt: ForStmt,
  machine: Machine,
  site: Site,
): Sym {
  const set = expectSym(old, 'set');
  const { problem } = site.env;
  const { value } = shape.write;
  const inserted = value.kind === 'apply' ? present(value.args[0]) : value;
  return {
    kind: 'set',
    has: (x) => {
      const bound = boundValue(problem, stmt.variable.name, stmt.variable.sort, stmt.span);
      const env = withLocal(envOf(machine, site), stmt.variable.name, bound.value);
      const element = evaluateSym(inserted, env).value;
      const inside = and(...bound.ranges.map(rangeTerm), taken(stmt, bound.value, machine, site));
      const same = equalSyms(problem, shape.of, x, element, stmt.span);
      return or(set.has(x), exists(bound.variables, and(inside, same)));
    },
  };
}

/** Whether the loop has a round for this element. */
function taken(stmt: ForStmt, element: Sym, machine: Machine, site: Site): Term {
  const env = envOf(machine, site);
  const { within, where, variable } = stmt;
  if (within?.sort.kind === 'seq') throw new Inexpressible('a for loop over a sequence', stmt.span);
  const member = within === undefined ? TRUE : contains(evaluateSym(within, env).value, element);
  const inner = withLocal(env, variable.name, element);
  return and(member, where === undefined ? TRUE : evaluateFormula(where, inner).holds);
}

function roundWith(stmt: ForStmt, element: Sym, machine: Machine, site: Site): Machine {
  const locals = new Map([...machine.locals, [stmt.variable.name, element]]);
  const localSorts = new Map([...site.localSorts, [stmt.variable.name, stmt.variable.sort]]);
  return execute(
    stmt.body,
    { ...machine, locals, ok: TRUE, chosen: TRUE },
    { ...site, localSorts },
  );
}

function assignmentsIn(stmts: readonly Stmt[]): readonly Assign[] {
  return stmts.flatMap((s): readonly Assign[] => {
    if (s.kind === 'assign') return [s];
    if (s.kind === 'if') return assignmentsIn(innerStmts(s));
    if (s.kind === 'fire') return [];
    throw new Inexpressible(`a ${s.kind} inside a for loop`, s.span);
  });
}

function elementAt(index: readonly Expr[], stmt: ForStmt): number {
  return index.findIndex((i) => isElement(i, stmt));
}

function isElement(expr: Expr | undefined, stmt: ForStmt): boolean {
  return expr?.kind === 'local' && expr.name === stmt.variable.name;
}

/** Whether every reading of the variable in the body is at the loop's own element. */
function readsOwnCells(name: string, position: number, stmt: ForStmt): boolean {
  let own = 0;
  const visit = (expr: Expr): void => {
    if (expr.kind === 'apply' && expr.op === 'index') {
      const [of, ...index] = expr.args;
      if (of?.kind === 'state' && of.name === name && isElement(index[position], stmt)) own++;
    }
    children(expr).forEach(visit);
  };
  forExprs(stmt.body, visit);
  return own === reads(stmt.body, name);
}

function reads(stmts: readonly Stmt[], name: string): number {
  let count = 0;
  const visit = (expr: Expr): void => {
    if (expr.kind === 'state' && expr.name === name) count++;
    children(expr).forEach(visit);
  };
  forExprs(stmts, visit);
  return count;
}

function forExprs(stmts: readonly Stmt[], visit: (expr: Expr) => void): void {
  for (const stmt of stmts) {
    mapExprs(stmt, (expr) => {
      visit(expr);
      return expr;
    });
  }
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a loop is missing');
  return item;
}
