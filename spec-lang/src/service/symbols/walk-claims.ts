/** Which declarations the names of invariants and simulations stand for. */
import type { AstFire, AstInvariant, AstProofClause, AstSimulation } from '../../syntax/ast.js';
import { withTerms, type Env } from './env.js';
import { seeUnit, walkFormals } from './walk-declarations.js';
import { walkPatterns } from './walk-patterns.js';
import { actionOf } from './walk-stmts.js';
import { see, walkTerm, walkTerms, type Walk } from './walk-terms.js';

export function walkInvariant(walk: Walk, unit: AstInvariant, env: Env): void {
  seeUnit(walk, unit.of);
  if (unit.name) seeUnit(walk, unit.name, 'declare');
  walkTerm(walk, unit.condition, claimEnv(walk, unit.of.text, env));
}

/** What claims about a unit, and pictures of it, may name. */
export function claimEnv(walk: Walk, of: string, outer: Env): Env {
  const unit = walk.members.unit(of);
  if (unit?.kind !== 'automaton' && unit?.kind !== 'layer') return outer;
  const silent = { ...walk, found: [] };
  const inside = walk.members.envInside(unit, walkFormals(silent, unit.formals, of, outer));
  const components = unit.kind === 'automaton' ? walk.members.components(of) : [];
  return walkFormals(silent, unit.formals, of, withTerms(inside, components));
}

export function walkSimulation(walk: Walk, s: AstSimulation, outer: Env): void {
  if (s.name) seeUnit(walk, s.name, 'declare');
  for (const name of [s.from, s.to]) seeUnit(walk, name);
  const env = claimEnv(walk, s.from.text, claimEnv(walk, s.to.text, outer));
  walkTerms(
    walk,
    s.relation.map((g) => g.condition),
    env,
  );
  for (const { variable, value } of s.start) walkTerms(walk, [variable, value], env);
  for (const clause of s.proof) walkClause(walk, clause, env, s);
}

function walkClause(walk: Walk, c: AstProofClause, env: Env, s: AstSimulation): void {
  see(walk, actionOf(walk, s.from.text, c.action), c.action, 'read');
  const inner = walkPatterns(
    walk,
    c.patterns,
    env,
    walk.members.parameterSorts(s.from.text, c.action.text),
  );
  if (c.where !== undefined) walkTerm(walk, c.where, inner);
  walkFires(walk, c.fire, inner, s.to.text);
}

function walkFires(walk: Walk, fires: readonly AstFire[], env: Env, to: string): void {
  for (const f of fires) {
    if (f.kind === 'fire') {
      see(walk, actionOf(walk, to, f.action), f.action, 'read');
      walkTerms(walk, f.args, env);
      continue;
    }
    walkTerm(walk, f.condition, env);
    walkFires(walk, [...f.then, ...f.otherwise], env, to);
  }
}
