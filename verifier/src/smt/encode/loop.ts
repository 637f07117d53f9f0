/**
 * `for` loops whose rounds do not see one another: each round writes only the cells of its own
 * element, or only inserts into a set, so that all rounds can be said at once.
 */
import type { Assign, ForStmt, Stmt } from '@maat/spec-lang';
import { and, forall, implies, or } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { boundValue } from './bound.js';
import { chooseSym } from './choose.js';
import { Inexpressible } from './inexpressible.js';
import { hasRound, onlyGrows, putIn, roundsDefined } from './growth.js';
import { envOf, type Machine, type Site } from './machine.js';
import { assignmentsIn, elementIn, isAt, isRebound, readsOwnCells } from './own-cells.js';
import { expectSym, type Sym } from './value.js';

/** The meaning of a round's statements, which is defined with that of all statements. */
type Execute = (stmts: readonly Stmt[], machine: Machine, site: Site) => Machine;

export function executeLoop(
  stmt: ForStmt,
  machine: Machine,
  site: Site,
  execute: Execute,
): Machine {
  if (isRebound(stmt)) throw dependent(stmt);
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
  /** `x[…][…, e, …] := …` with the loop's element in the path, so many steps in, at this index. */
  | {
      readonly kind: 'cells';
      readonly name: string;
      readonly depth: number;
      readonly position: number;
    }
  /** `x := insert(…, x)`. */
  | { readonly kind: 'inserts'; readonly name: string };

function shapeOf(name: string, writes: readonly Assign[], stmt: ForStmt): Shape {
  const own = writes.filter((w) => w.target.name === name);
  const [first] = own;
  if (first === undefined || first.target.scope === 'local') throw dependent(stmt);
  const place = elementIn(first, stmt);
  if (
    place !== undefined &&
    own.every((w) => isAt(w, place, stmt)) &&
    readsOwnCells(name, place, stmt)
  )
    return { kind: 'cells', name, ...place };
  if (onlyGrows(name, stmt)) return { kind: 'inserts', name };
  throw dependent(stmt);
}

type Cells = Shape & { readonly kind: 'cells' };

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
    const asked = roundsDefined(this.stmt, envOf(this.machine, this.site));
    return and(asked, forall(variables, implies(within, this.round(value).ok)));
  }

  allRounds(shape: Shape): Sym {
    const old = present(this.machine.state.get(shape.name));
    if (shape.kind === 'inserts') return this.inserting(shape.name, old);
    if (old.kind === 'array') return this.cells(shape, old, []);
    if (shape.depth > 0) throw dependent(this.stmt);
    const map = expectSym(old, 'map');
    const changed = (k: Sym): Sym & { kind: 'map' } => expectSym(this.after(shape.name, k), 'map');
    return {
      kind: 'map',
      has: (k) => or(and(this.isTaken(k), changed(k).has(k)), map.has(k)),
      at: (k) => chooseSym(this.isTaken(k), changed(k).at(k), map.at(k)),
    };
  }

  /** `outer`: the indices so far. */
  private cells(shape: Cells, old: Sym, outer: readonly (readonly Sym[])[]): Sym {
    if (old.kind !== 'array') throw dependent(this.stmt);
    return {
      kind: 'array',
      at: (is) => {
        const path = [...outer, is];
        if (path.length <= shape.depth) return this.cells(shape, old.at(is), path);
        const element = present(is[shape.position]);
        const after = path.reduce(
          (of, index) => expectSym(of, 'array').at(index),
          this.after(shape.name, element),
        );
        return chooseSym(this.isTaken(element), after, old.at(is));
      },
    };
  }

  /** What was in it, and what some round puts in. */
  private inserting(name: string, old: Sym): Sym {
    const set = expectSym(old, 'set');
    const env = envOf(this.machine, this.site);
    return { kind: 'set', has: (x) => or(set.has(x), putIn([this.stmt], name, x, env)) };
  }

  private anyElement(): ReturnType<typeof boundValue> {
    const { variable, span } = this.stmt;
    return boundValue(this.site.env.problem, variable.name, variable.sort, span);
  }

  private isTaken(element: Sym): Term {
    return hasRound(this.stmt, element, envOf(this.machine, this.site));
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

function dependent(stmt: ForStmt): Inexpressible {
  return new Inexpressible('a for loop whose rounds depend on one another', stmt.span);
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a loop is missing');
  return item;
}
