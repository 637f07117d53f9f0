/**
 * `for` loops whose rounds do not see one another: each round writes only the cells of its own
 * element, or only inserts into a set, so that all rounds can be said at once.
 */
import {
  children,
  innerStmts,
  mapExprs,
  type Assign,
  type Expr,
  type ForStmt,
  type Sort,
  type Stmt,
} from '@maat/spec-lang';
import { and, exists, forall, implies, or } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { boundValue } from './bound.js';
import { chooseSym } from './choose.js';
import { equalSyms } from './compare.js';
import { withLocal } from './env.js';
import { evaluateFormula, evaluateSym } from './evaluate.js';
import { Inexpressible } from './inexpressible.js';
import { envOf, type Machine, type Site } from './machine.js';
import { contains } from './quantify.js';
import { expectSym, type Sym } from './value.js';

/** The meaning of a round's statements, which is defined with that of all statements. */
type Execute = (stmts: readonly Stmt[], machine: Machine, site: Site) => Machine;

export function executeLoop(
  stmt: ForStmt,
  machine: Machine,
  site: Site,
  execute: Execute,
): Machine {
  const loop = new Loop(stmt, machine, site, execute);
  const writes = assignmentsIn(stmt.body);
  const names = [...new Set(writes.map((w) => w.target.name))];
  const shapes = names.map((name) => shapeOf(name, writes, stmt));
  const state = new Map(machine.state);
  for (const shape of shapes) state.set(shape.name, loop.allRounds(shape));
  return { ...machine, state, ok: and(machine.ok, loop.everyRoundDefined()) };
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

/** The rounds of one loop, all from the state before it. */
class Loop {
  private readonly stmt: ForStmt;
  private readonly machine: Machine;
  private readonly site: Site;
  private readonly execute: Execute;

  constructor(stmt: ForStmt, machine: Machine, site: Site, execute: Execute) {
    this.stmt = stmt;
    this.machine = machine;
    this.site = site;
    this.execute = execute;
  }

  everyRoundDefined(): Term {
    const { variables, value, inside } = this.anyElement();
    const within = and(inside, this.isTaken(value));
    return forall(variables, implies(within, this.round(value).ok));
  }

  allRounds(shape: Shape): Sym {
    const old = present(this.machine.state.get(shape.name));
    if (shape.kind === 'inserts') return this.inserting(shape, old);
    if (old.kind === 'array') {
      return { kind: 'array', at: (is) => this.cellOf(shape, is, old) };
    }
    const map = expectSym(old, 'map');
    const changed = (k: Sym): Sym & { kind: 'map' } => expectSym(this.after(shape.name, k), 'map');
    return {
      kind: 'map',
      has: (k) => or(and(this.isTaken(k), changed(k).has(k)), map.has(k)),
      at: (k) => chooseSym(this.isTaken(k), changed(k).at(k), map.at(k)),
    };
  }

  private cellOf(
    shape: Shape & { kind: 'cells' },
    index: readonly Sym[],
    old: Sym & { kind: 'array' },
  ): Sym {
    const element = present(index[shape.position]);
    const after = expectSym(this.after(shape.name, element), 'array');
    return chooseSym(this.isTaken(element), after.at(index), old.at(index));
  }

  private inserting(shape: Shape & { kind: 'inserts' }, old: Sym): Sym {
    const set = expectSym(old, 'set');
    const { value } = shape.write;
    const inserted = value.kind === 'apply' ? present(value.args[0]) : value;
    return {
      kind: 'set',
      has: (x) => {
        const any = this.anyElement();
        const env = withLocal(envOf(this.machine, this.site), this.stmt.variable.name, any.value);
        const element = evaluateSym(inserted, env).value;
        const same = equalSyms(this.site.env.problem, shape.of, x, element, this.stmt.span);
        const made = exists(any.variables, and(any.inside, this.isTaken(any.value), same));
        return or(set.has(x), made);
      },
    };
  }

  private anyElement(): ReturnType<typeof boundValue> {
    const { variable, span } = this.stmt;
    return boundValue(this.site.env.problem, variable.name, variable.sort, span);
  }

  /** Whether the loop has a round for this element. */
  private isTaken(element: Sym): Term {
    const { within, where, variable, span } = this.stmt;
    const env = envOf(this.machine, this.site);
    if (within?.sort.kind === 'seq') throw new Inexpressible('a for loop over a sequence', span);
    const member = within === undefined ? TRUE : contains(evaluateSym(within, env).value, element);
    const inner = withLocal(env, variable.name, element);
    return and(member, where === undefined ? TRUE : evaluateFormula(where, inner).holds);
  }

  /** The variable after the round of this element alone. */
  private after(name: string, element: Sym): Sym {
    return present(this.round(element).state.get(name));
  }

  private round(element: Sym): Machine {
    const { variable, body } = this.stmt;
    const locals = new Map([...this.machine.locals, [variable.name, element]]);
    const localSorts = new Map([...this.site.localSorts, [variable.name, variable.sort]]);
    const before = { ...this.machine, locals, ok: TRUE, chosen: TRUE };
    return this.execute(body, before, { ...this.site, localSorts });
  }
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
