/** Which declarations the names of statements stand for. */
import type { AstExpr, AstStmt, Name } from '../../syntax/ast.js';
import { rootOf, type Declaration } from './declaration.js';
import { typeIn, type Env } from './env.js';
import { bindName, binder, see, walkSort, walkTerm, walkTerms, type Walk } from './walk-terms.js';

/** What statements of the unit may name apart from terms. */
export interface Events {
  readonly above?: string;
  readonly below?: string;
  /** The unit whose actions `fire` names. */
  readonly fire?: string;
}

export function walkStmts(walk: Walk, stmts: readonly AstStmt[], env: Env, events: Events): void {
  for (const stmt of stmts) walkStmt(walk, stmt, env, events);
}

function walkStmt(walk: Walk, s: AstStmt, env: Env, events: Events): void {
  switch (s.kind) {
    case 'assign':
      walkTarget(walk, s.target, env);
      return walkTerm(walk, s.value, env);
    case 'choose': {
      walkTarget(walk, s.target, env);
      if (s.sort !== undefined) walkSort(walk, s.sort, env);
      const inner = s.variable ? bindName(walk, s.variable, env, s.sort) : env;
      return walkTerms(walk, s.where ? [s.where] : [], inner);
    }
    case 'if':
      for (const b of s.branches) {
        walkTerm(walk, b.condition, env);
        walkStmts(walk, b.body, env, events);
      }
      return walkStmts(walk, s.otherwise, env, events);
    case 'for': {
      const inner = binder(walk, s, env);
      walkTerms(walk, s.where ? [s.where] : [], inner);
      return walkStmts(walk, s.body, inner, events);
    }
    case 'while':
      walkTerm(walk, s.condition, env);
      return walkStmts(walk, s.body, env, events);
    case 'emit':
      return walkEmit(walk, s, env, events);
    case 'fire':
      see(walk, actionOf(walk, events.fire, s.action), s.action, 'read');
      return walkTerms(walk, s.args, env);
  }
}

function walkEmit(walk: Walk, s: AstStmt & { kind: 'emit' }, env: Env, events: Events): void {
  see(walk, actionOf(walk, events[s.to], s.action), s.action, 'read');
  walkTerms(walk, s.args, env);
  if (s.header === undefined) return;
  walkHeader(walk, s.header.tag, env);
  walkTerms(walk, s.header.args, env);
}

export function walkHeader(walk: Walk, tag: Name, env: Env): void {
  const found = typeIn(env, 'Header')?.values.find((v) => v.name === tag.text);
  see(walk, found, tag, 'read');
}

export function actionOf(
  walk: Walk,
  unit: string | undefined,
  name: Name,
): Declaration | undefined {
  return unit === undefined ? undefined : walk.members.action(unit, name.text);
}

/** The variable that an assignment changes is written, what stands in its path is read. */
function walkTarget(walk: Walk, target: AstExpr, env: Env): void {
  const before = walk.found.length;
  walkTerm(walk, target, env);
  const { span } = rootOf(target);
  for (let i = before; i < walk.found.length; i += 1) {
    const seen = walk.found[i];
    if (seen?.span.start === span.start && seen.span.end === span.end)
      walk.found[i] = { ...seen, role: 'write' };
  }
}
