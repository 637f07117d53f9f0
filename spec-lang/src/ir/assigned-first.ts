/** Does an effect assign a local before it reads it? Then whatever value the local had says nothing. */
import type { Expr } from './expr.js';
import { freeNames } from './free-names.js';
import type { Stmt, Target } from './stmt.js';

/** What the statements do first with the local; `may`: it can be that they do neither. */
type First = 'assigned' | 'read' | 'may';

/** The statements never read the value that the local had before them. */
export function isAssignedFirst(name: string, stmts: readonly Stmt[]): boolean {
  return firstUse(name, stmts) !== 'read';
}

/** They assign it whatever happens, and read it only after that. */
export function isSurelyAssigned(name: string, stmts: readonly Stmt[]): boolean {
  return firstUse(name, stmts) === 'assigned';
}

function firstUse(name: string, stmts: readonly Stmt[]): First {
  for (const stmt of stmts) {
    const use = firstUseOf(name, stmt);
    if (use !== 'may') return use;
  }
  return 'may';
}

function firstUseOf(name: string, stmt: Stmt): First {
  const reads = (exprs: readonly (Expr | undefined)[]): boolean =>
    exprs.some((e) => e !== undefined && freeNames(e).has(name));
  switch (stmt.kind) {
    case 'assign':
      return reads([stmt.value, ...indices(stmt.target)]) ? 'read' : assigns(name, stmt.target);
    case 'choose': {
      const inWhere = stmt.variable.name !== name && reads([stmt.where]);
      return inWhere || reads(indices(stmt.target)) ? 'read' : assigns(name, stmt.target);
    }
    case 'if': {
      if (reads(stmt.branches.map((b) => b.condition))) return 'read';
      const ways = [...stmt.branches.map((b) => b.body), stmt.otherwise];
      return together(ways.map((body) => firstUse(name, body)));
    }
    case 'for': {
      if (reads([stmt.within])) return 'read';
      if (stmt.variable.name === name) return 'may';
      return reads([stmt.where]) ? 'read' : atMost(firstUse(name, stmt.body));
    }
    case 'while':
      return reads([stmt.condition]) ? 'read' : atMost(firstUse(name, stmt.body));
    case 'emit':
      return reads([...stmt.args, stmt.header]) ? 'read' : 'may';
    case 'fire':
      return reads(stmt.args) ? 'read' : 'may';
  }
}

/** Assigning a part of it keeps the rest, which is a read. */
function assigns(name: string, target: Target): First {
  if (target.scope !== 'local' || target.name !== name) return 'may';
  return target.path.length === 0 ? 'assigned' : 'read';
}

function indices(target: Target): readonly Expr[] {
  return target.path.flatMap((step) => (step.kind === 'at' ? step.index : []));
}

function together(ways: readonly First[]): First {
  if (ways.includes('read')) return 'read';
  return ways.every((w) => w === 'assigned') ? 'assigned' : 'may';
}

/** A loop may have no round. */
function atMost(body: First): First {
  return body === 'read' ? 'read' : 'may';
}
