/** What the rounds of a `for` loop read and write: whether each keeps to the cells of its own element. */
import {
  children,
  innerStmts,
  mapExprs,
  type Assign,
  type Expr,
  type ForStmt,
  type Stmt,
} from '@maat/spec-lang';
import { Inexpressible } from './inexpressible.js';

/** Where in a path the loop's element stands: in which step, at which index. */
export interface ElementPlace {
  readonly depth: number;
  readonly position: number;
}

export function assignmentsIn(stmts: readonly Stmt[]): readonly Assign[] {
  return stmts.flatMap((s): readonly Assign[] => {
    if (s.kind === 'assign') return [s];
    if (s.kind === 'if' || s.kind === 'for') return assignmentsIn(innerStmts(s));
    if (s.kind === 'fire') return [];
    throw new Inexpressible(`a ${s.kind} inside a for loop`, s.span);
  });
}

export function elementIn(write: Assign, stmt: ForStmt): ElementPlace | undefined {
  for (const [depth, step] of write.target.path.entries()) {
    const position = step.kind === 'at' ? step.index.findIndex((i) => isElement(i, stmt)) : -1;
    if (position >= 0) return { depth, position };
  }
  return undefined;
}

export function isAt(write: Assign, { depth, position }: ElementPlace, stmt: ForStmt): boolean {
  const steps = write.target.path.slice(0, depth + 1);
  const step = steps[depth];
  return (
    steps.every((s) => s.kind === 'at') &&
    step?.kind === 'at' &&
    isElement(step.index[position], stmt)
  );
}

/** Something inside the loop has the name of the loop's variable, so a name does not tell its element. */
export function isRebound(stmt: ForStmt): boolean {
  const names = new Set<string>();
  everyTerm(stmt, (expr) => {
    if (expr.kind === 'quantified' || expr.kind === 'comprehension') names.add(expr.variable.name);
  });
  const loops = (s: Stmt): boolean =>
    (s.kind === 'for' && s.variable.name === stmt.variable.name) || innerStmts(s).some(loops);
  return names.has(stmt.variable.name) || stmt.body.some(loops);
}

/** Whether every reading of the variable in the rounds is at the loop's own element. */
export function readsOwnCells(name: string, place: ElementPlace, stmt: ForStmt): boolean {
  let own = 0;
  everyTerm(stmt, (expr) => {
    if (expr.kind !== 'apply' || expr.op !== 'index') return;
    const [of, ...index] = expr.args;
    if (isCellOf(of, name, place.depth) && isElement(index[place.position], stmt)) own++;
  });
  return own === readings(name, stmt);
}

/** The variable itself, or a cell of it so many indices in. */
function isCellOf(expr: Expr | undefined, name: string, depth: number): boolean {
  if (depth === 0) return expr?.kind === 'state' && expr.name === name;
  return expr?.kind === 'apply' && expr.op === 'index' && isCellOf(expr.args[0], name, depth - 1);
}

export function readings(name: string, stmt: ForStmt): number {
  let count = 0;
  everyTerm(stmt, (expr) => {
    if (expr.kind === 'state' && expr.name === name) count++;
  });
  return count;
}

function isElement(expr: Expr | undefined, stmt: ForStmt): boolean {
  return expr?.kind === 'local' && expr.name === stmt.variable.name;
}

/** Each term that a round reads; the set that is run through is read before. */
function everyTerm(stmt: ForStmt, visit: (expr: Expr) => void): void {
  const deep = (expr: Expr): void => {
    visit(expr);
    children(expr).forEach(deep);
  };
  if (stmt.where !== undefined) deep(stmt.where);
  for (const inner of stmt.body) {
    mapExprs(inner, (expr) => {
      deep(expr);
      return expr;
    });
  }
}
