/** Which declarations the names of an automaton or a composition stand for. */
import type {
  AstAction,
  AstActionParameter,
  AstAutomaton,
  AstComponent,
  AstTask,
  AstTransition,
} from '../../syntax/ast.js';
import type { Env } from './env.js';
import {
  insideOf,
  seeUnit,
  walkDefinition,
  walkStates,
  walkType,
  walkUse,
} from './walk-declarations.js';
import { walkPatterns } from './walk-patterns.js';
import { actionOf, walkStmts } from './walk-stmts.js';
import { bind, declare, see, walkTerm, walkTerms, type Walk } from './walk-terms.js';

export function walkAutomaton(walk: Walk, unit: AstAutomaton, outer: Env): void {
  const name = unit.name.text;
  seeUnit(walk, unit.name, 'declare');
  const env = insideOf(walk, unit, outer);
  for (const use of [...(unit.parent ? [unit.parent] : []), ...unit.assumes])
    walkUse(walk, use, env);
  for (const type of unit.types) walkType(walk, type, env, name);
  for (const d of unit.definitions) walkDefinition(walk, d, env, name);
  for (const action of unit.signature) walkAction(walk, action, env, name);
  walkStates(walk, unit.states, env, name);
  if (unit.initially !== undefined) walkTerm(walk, unit.initially, env);
  for (const t of unit.transitions) walkTransition(walk, t, env, name);
  for (const t of unit.tasks) walkTask(walk, t, env, name);
  for (const c of unit.components) walkComponent(walk, c, env, name);
  for (const h of unit.hidden) {
    see(walk, actionOf(walk, name, h.action), h.action, 'read');
    const inner = walkParameters(walk, h.patterns, env);
    if (h.where !== undefined) walkTerm(walk, h.where, inner);
  }
}

function walkAction(walk: Walk, action: AstAction, env: Env, owner: string): void {
  const declaration = walk.members.action(owner, action.name.text);
  see(
    walk,
    declaration,
    action.name,
    declaration?.span.start === action.name.span.start ? 'declare' : 'read',
  );
  const inner = walkParameters(walk, action.parameters, env);
  if (action.where !== undefined) walkTerm(walk, action.where, inner);
}

function walkParameters(walk: Walk, parameters: readonly AstActionParameter[], env: Env): Env {
  return parameters.reduce((inner, p) => {
    if (p.kind === 'binding') return bind(walk, [p.binding], inner, 'parameter');
    walkTerm(walk, p.value, inner);
    return inner;
  }, env);
}

function walkTransition(walk: Walk, t: AstTransition, env: Env, owner: string): void {
  see(walk, actionOf(walk, owner, t.action), t.action, 'read');
  const headed = walkPatterns(
    walk,
    t.patterns,
    env,
    walk.members.parameterSorts(owner, t.action.text),
  );
  if (t.where !== undefined) walkTerm(walk, t.where, headed);
  const inner = bind(walk, t.locals, headed);
  walkTerms(
    walk,
    t.pre.map((g) => g.condition),
    inner,
  );
  walkStmts(walk, t.eff, inner, {});
  if (t.ensuring !== undefined) walkTerm(walk, t.ensuring, inner);
}

function walkTask(walk: Walk, t: AstTask, env: Env, owner: string): void {
  const inner = bind(walk, t.forAll, env);
  for (const a of t.actions) {
    see(walk, actionOf(walk, owner, a.name), a.name, 'read');
    walkTerms(walk, a.args, inner);
  }
}

function walkComponent(walk: Walk, c: AstComponent, env: Env, owner: string): void {
  const component = walk.members.component(owner, c.name.text);
  if (component !== undefined) declare(walk, component);
  const inner = bind(walk, c.index, env);
  if (c.use === undefined) seeUnit(walk, c.name);
  else walkUse(walk, c.use, inner);
  if (c.where !== undefined) walkTerm(walk, c.where, inner);
}
