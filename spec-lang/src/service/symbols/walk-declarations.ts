/** Parameters, types, definitions and variables: what units of several kinds declare alike. */
import type {
  AstAutomaton,
  AstDefinition,
  AstFormal,
  AstInitial,
  AstLayer,
  AstState,
  AstTypeUnit,
  AstUse,
  Name,
} from '../../syntax/ast.js';
import { declared, definitionOf, formalOf, stateOf, typeOf } from './declare.js';
import { withTerms, withTypes, type Env } from './env.js';
import {
  bind,
  declare,
  see,
  walkActual,
  walkSort,
  walkTerm,
  walkTerms,
  type Walk,
} from './walk-terms.js';

export function seeUnit(walk: Walk, name: Name, role: 'read' | 'declare' = 'read'): void {
  see(walk, walk.members.unitDeclaration(name.text), name, role);
}

export function walkUse(walk: Walk, use: AstUse, env: Env): void {
  seeUnit(walk, use.name);
  for (const actual of use.actuals) walkActual(walk, actual, env);
}

/** In order: a formal's sort may name a type parameter before it. */
export function walkFormals(
  walk: Walk,
  formals: readonly AstFormal[],
  owner: string,
  outer: Env,
): Env {
  return formals.reduce((env, f) => {
    if (f.kind === 'valueFormal') walkSort(walk, f.sort, env);
    const declaration = declare(walk, formalOf(f, owner));
    return f.kind === 'typeFormal'
      ? withTypes(env, [{ declaration, values: [], fields: [] }])
      : withTerms(env, [declaration]);
  }, outer);
}

export function walkType(walk: Walk, type: AstTypeUnit, env: Env, owner: string): void {
  const entry = typeOf(type, owner);
  for (const d of [entry.declaration, ...entry.values, ...entry.fields]) declare(walk, d);
  const body = type.definition;
  if (body?.kind === 'alias') walkSort(walk, body.sort, env);
  const fields =
    body?.kind === 'tupleOf'
      ? body.fields
      : body?.kind === 'unionOf'
        ? body.cases.flatMap((c) => c.fields)
        : [];
  for (const field of fields) walkSort(walk, field.sort, env);
}

export function walkDefinition(walk: Walk, d: AstDefinition, env: Env, owner: string): void {
  declare(walk, definitionOf(d, owner));
  walkSort(walk, d.result, env);
  walkTerm(walk, d.body, bind(walk, d.parameters, env, 'parameter'));
}

export function walkStates(walk: Walk, states: readonly AstState[], env: Env, owner: string): void {
  for (const state of states) {
    declare(walk, stateOf(state, owner));
    walkSort(walk, state.sort, env);
    if (state.initial !== undefined) walkInitial(walk, state.initial, env);
  }
}

function walkInitial(walk: Walk, initial: AstInitial, env: Env): void {
  if (initial.kind === 'value') return walkTerm(walk, initial.value, env);
  if (initial.sort !== undefined) walkSort(walk, initial.sort, env);
  const inner =
    initial.variable === undefined
      ? env
      : withTerms(env, [
          declare(walk, declared('variable', initial.variable, initial.variable.text)),
        ]);
  walkTerms(walk, initial.where ? [initial.where] : [], inner);
}

/** Formal parameters, then what the unit declares or inherits, with the formals innermost. */
export function insideOf(walk: Walk, unit: AstAutomaton | AstLayer, outer: Env): Env {
  const formed = walkFormals(walk, unit.formals, unit.name.text, outer);
  const inside = walk.members.envInside(unit, formed);
  const env = walkFormals({ ...walk, found: [] }, unit.formals, unit.name.text, inside);
  if (unit.where !== undefined) walkTerm(walk, unit.where, env);
  return env;
}
