/** Ghost variables are read by ghosts only, so that an automaton runs the same without them. */
import type { Expr } from '../../ir/expr.js';
import type { Automaton } from '../../ir/program.js';
import type { Stmt } from '../../ir/stmt.js';
import { children } from '../../ir/walk.js';
import type { Report } from '../report.js';

export function checkGhosts(automaton: Automaton, report: Report): void {
  const ghosts = new Set(automaton.states.filter((s) => s.ghost).map((s) => s.name));
  if (ghosts.size === 0) return;
  for (const t of automaton.transitions) {
    for (const guard of t.pre) forbid(guard.condition, ghosts, 'a precondition', report);
    for (const stmt of t.eff) checkStmt(stmt, ghosts, report);
  }
}

function checkStmt(stmt: Stmt, ghosts: ReadonlySet<string>, report: Report): void {
  switch (stmt.kind) {
    case 'assign':
      if (!isGhost(stmt, ghosts))
        forbid(stmt.value, ghosts, `the value of ${stmt.target.name}`, report);
      return;
    case 'choose':
      if (!isGhost(stmt, ghosts) && stmt.where)
        forbid(stmt.where, ghosts, `the choice of ${stmt.target.name}`, report);
      return;
    case 'if':
      for (const b of stmt.branches) {
        if (!onlyGhosts([...b.body, ...stmt.otherwise], ghosts))
          forbid(b.condition, ghosts, 'this condition', report);
        for (const s of b.body) checkStmt(s, ghosts, report);
      }
      for (const s of stmt.otherwise) checkStmt(s, ghosts, report);
      return;
    case 'for':
      if (!onlyGhosts(stmt.body, ghosts))
        for (const e of [stmt.within, stmt.where]) if (e) forbid(e, ghosts, 'this loop', report);
      for (const s of stmt.body) checkStmt(s, ghosts, report);
      return;
    case 'while':
      if (!onlyGhosts(stmt.body, ghosts)) forbid(stmt.condition, ghosts, 'this loop', report);
      for (const s of stmt.body) checkStmt(s, ghosts, report);
      return;
    case 'emit':
      for (const e of [...stmt.args, ...(stmt.header ? [stmt.header] : [])])
        forbid(e, ghosts, 'an emitted event', report);
      return;
    case 'fire':
      return;
  }
}

function isGhost(stmt: Stmt & { kind: 'assign' | 'choose' }, ghosts: ReadonlySet<string>): boolean {
  return stmt.target.scope === 'state' && ghosts.has(stmt.target.name);
}

function onlyGhosts(stmts: readonly Stmt[], ghosts: ReadonlySet<string>): boolean {
  return stmts.every((s) => {
    switch (s.kind) {
      case 'assign':
      case 'choose':
        return isGhost(s, ghosts);
      case 'if':
        return onlyGhosts([...s.branches.flatMap((b) => b.body), ...s.otherwise], ghosts);
      case 'for':
      case 'while':
        return onlyGhosts(s.body, ghosts);
      case 'emit':
        return false;
      case 'fire':
        return true;
    }
  });
}

function forbid(e: Expr, ghosts: ReadonlySet<string>, where: string, report: Report): void {
  if (e.kind === 'state' && ghosts.has(e.name))
    report.add('E0405', e.span, `${e.name} is a ghost, ${where} cannot read it`);
  for (const child of children(e)) forbid(child, ghosts, where, report);
}
