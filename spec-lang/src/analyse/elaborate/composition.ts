/** Compositions: components with their actual parameters, and what is hidden. */
import type { AstAutomaton, AstComponent, AstHidden } from '../../syntax/ast.js';
import type { Component, Composition, Hidden } from '../../ir/program.js';
import { findKind, type Env, type Known } from '../env.js';
import { inferCondition } from '../infer/expression.js';
import { conjunction } from '../infer/terms.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';
import {
  BROKEN,
  withBound,
  withView,
  withoutStates,
  type ComponentView,
  type Scope,
} from '../resolve/scope.js';
import { elaborateParameters } from './actions.js';
import { elaborateDefinitions, elaborateTypes } from './declarations.js';
import { elaborateFormals, resolveActuals } from './formals.js';
import { elaborateTraits } from './traits.js';
import { checkCompatible } from './compatibility.js';
import { partsOf } from '../compose.js';
import { specialisedView } from './views.js';

export function elaborateComposition(ast: AstAutomaton, env: Env): Known {
  const before = env.report.errorCount;
  const formals = elaborateFormals(ast.formals, env.scope);
  const traits = elaborateTraits(ast.assumes, formals.scope);
  const types = elaborateTypes(ast.types, traits);
  const lets = elaborateDefinitions(ast.definitions, types.scope, env.file);
  const scope = withoutStates(lets.scope, 'components are fixed before anything runs');
  reportTwice(
    ast.components.map((c) => c.name),
    'component',
    scope,
  );
  const parts = ast.components.map((c) => elaborateComponent(c, scope, env));
  const hidden = ast.hidden.map((h) => elaborateHidden(h, scope));
  const unit: Composition = {
    kind: 'composition',
    name: ast.name.text,
    parameters: formals.parameters,
    components: parts.flatMap((p) => (p ? [p.component] : [])),
    hidden: hidden.filter((h) => h !== undefined),
    doc: ast.doc,
    span: ast.span,
    file: env.file,
  };
  const views = new Map(
    parts.flatMap((p): [string, ComponentView][] => (p ? [[p.component.name, p.view]] : [])),
  );
  const sound = env.report.errorCount === before && parts.every((p) => p?.sound === true);
  if (sound)
    checkCompatible(
      unit,
      partsOf(unit, (name) => env.meaningOf(name)),
      ast,
      env.report,
    );
  const inside = withView(lets.scope, { states: new Map(), components: views });
  return {
    unit,
    sound: sound && env.report.errorCount === before,
    scope: inside,
    formals: formals.kinds,
  };
}

interface Part {
  readonly component: Component;
  readonly view: ComponentView;
  readonly sound: boolean;
}

function elaborateComponent(ast: AstComponent, outer: Scope, env: Env): Part | undefined {
  let scope = outer;
  const index = ast.index.map((b) => {
    const sort = resolveSort(b.sort, outer);
    scope = withBound(scope, b.name.text, sort ?? BROKEN);
    return sort && { name: b.name.text, sort };
  });
  const where = ast.where && inferCondition(ast.where, scope);
  const use = ast.use ?? { name: ast.name, actuals: [], span: ast.name.span };
  const known = findKind(env, use.name, ['automaton', 'composition']);
  if (known === undefined) return undefined;
  const { unit, formals } = known;
  const actuals = resolveActuals(
    use,
    { name: unit.name, parameters: unit.parameters, kinds: formals },
    scope,
  );
  if (actuals === undefined || !index.every((b) => b !== undefined) || (ast.where && !where))
    return undefined;
  const component: Component = {
    name: ast.name.text,
    index,
    ...(where ? { where } : {}),
    automaton: unit.name,
    ...actuals,
    span: ast.span,
  };
  const view = specialisedView(known.scope.view, unit.parameters, actuals);
  return { component, view: { index: index.map((b) => b.sort), view }, sound: known.sound };
}

function elaborateHidden(ast: AstHidden, outer: Scope): Hidden | undefined {
  const head = elaborateParameters(ast.patterns, outer);
  const where = ast.where && inferCondition(ast.where, head.scope);
  if (head.parameters === undefined || (ast.where && !where)) return undefined;
  const condition = conjunction([...head.where, ...(where ? [where] : [])]);
  return {
    action: ast.action.text,
    parameters: head.parameters,
    ...(condition ? { where: condition } : {}),
  };
}
