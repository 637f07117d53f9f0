/** Patterns: which of their names are new variables, and what the others stand for. */
import type { AstExpr, AstSort } from '../../syntax/ast.js';
import { termIn, valuesIn, type Env } from './env.js';
import { bindName, see, valueIn, walkSort, walkTerm, type Walk } from './walk-terms.js';

/** Names that mean nothing yet are variables; all others are compared with. */
export function walkPatterns(
  walk: Walk,
  patterns: readonly AstExpr[],
  env: Env,
  wanted: readonly (AstSort | undefined)[] = [],
): Env {
  return patterns.reduce((inner, p, i) => walkPattern(walk, p, inner, wanted[i]), env);
}

function walkPattern(walk: Walk, p: AstExpr, env: Env, sort?: AstSort): Env {
  if (p.kind === 'name') {
    if (!bindsIn(p.name, env, sort)) {
      walkTerm(walk, p, env);
      return env;
    }
    return bindName(walk, { text: p.name, span: p.span }, env, sort);
  }
  if (p.kind === 'brackets') return walkPatterns(walk, p.elements, env);
  if (p.kind === 'call') {
    see(walk, valueIn(walk, p.name.text, p, env), p.name, 'read');
    return walkPatterns(walk, p.args, env);
  }
  if (p.kind === 'binary') return walkPatterns(walk, [p.left, p.right], env);
  if (p.kind === 'braces') return walkPatterns(walk, p.elements, env);
  if (p.kind === 'ascribe') {
    walkSort(walk, p.sort, env);
    return walkPattern(walk, p.of, env, p.sort);
  }
  walkTerm(walk, p, env);
  return env;
}

function bindsIn(name: string, env: Env, sort: AstSort | undefined): boolean {
  if (name === 'nil' || name === 'empty') return false;
  const term = termIn(env, name);
  if (term !== undefined && term.kind !== 'state' && term.kind !== 'component') return false;
  const values = valuesIn(env, name);
  return (
    values.length === 0 ||
    (sort !== undefined && !values.some((v) => v.value.owner === sort.name.text))
  );
}
