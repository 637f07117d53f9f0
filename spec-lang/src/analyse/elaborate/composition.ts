/** Compositions: components with their actual parameters, and what is hidden. */
import type { AstAutomaton, AstComponent } from '../../syntax/ast.js';
import type { Component, Composition } from '../../ir/program.js';
import { findKind, type Env, type Known } from '../env.js';
import { inferCondition } from '../infer/expression.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';
import {
  BROKEN,
  withBound,
  withView,
  withoutStates,
  type ComponentView,
  type Scope,
  type StateView,
} from '../resolve/scope.js';
import { elaborateDefinitions, elaborateTypes } from './declarations.js';
import { elaborateFormals, resolveActuals } from './formals.js';
import { elaborateTraits } from './traits.js';
import { checkCompatible } from './compatibility.js';
import { partsOf } from '../compose.js';
import { elaborateHidden } from './hidden.js';
import { specialisedView } from './views.js';

export function elaborateComposition(ast: AstAutomaton, env: Env): Known {
  const before = env.report.errorCount;
  const formals = elaborateFormals(ast.formals, env.scope, ast.where);
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
  const sound = env.report.errorCount === before && parts.every((p) => p?.sound === true);
  const open: Composition = {
    kind: 'composition',
    name: ast.name.text,
    parameters: formals.parameters,
    sorts: types.sorts,
    definitions: lets.definitions,
    components: parts.flatMap((p) => (p ? [p.component] : [])),
    hidden: [],
    doc: ast.doc,
    span: ast.span,
    file: env.file,
  };
  const unit = sound ? withHidden(open, ast, scope, env) : open;
  return {
    unit,
    sound: sound && env.report.errorCount === before,
    scope: withView(lets.scope, viewOf(parts)),
    formals: formals.kinds,
  };
}

/** What is hidden is told by the components' actions, which must fit together first. */
function withHidden(open: Composition, ast: AstAutomaton, scope: Scope, env: Env): Composition {
  const parts = partsOf(open, (name) => env.meaningOf(name));
  checkCompatible(open, parts, env.report);
  const outputs = parts.flatMap((p) => p.automaton.signature.filter((a) => a.kind === 'output'));
  const hidden = ast.hidden.map((h) => elaborateHidden(h, outputs, scope));
  return { ...open, hidden: hidden.filter((h) => h !== undefined) };
}

function viewOf(parts: readonly (Part | undefined)[]): StateView {
  const components = parts.flatMap((p): [string, ComponentView][] =>
    p ? [[p.component.name, p.view]] : [],
  );
  return { states: new Map(), components: new Map(components) };
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
  const known = findKind(env, use.name, ['automaton', 'composition', 'layer']);
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
