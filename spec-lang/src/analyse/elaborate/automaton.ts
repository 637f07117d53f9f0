/** Automata that are not composed: plain ones, and extensions. */
import type { AstAutomaton } from '../../syntax/ast.js';
import type {
  Action,
  Automaton,
  Definition,
  StateVariable,
  Task,
  Transition,
} from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import type { Env, Known } from '../env.js';
import { foldExtension, inheritedScope, resolveParent, type Parent } from '../extends.js';
import { inferCondition } from '../infer/expression.js';
import { BROKEN, withView, type Scope, type StateEntry } from '../resolve/scope.js';
import { sameSort } from '../resolve/sort-relations.js';
import { elaborateAction } from './actions.js';
import { elaborateDefinitions, elaborateTypes } from './declarations.js';
import { elaborateFormals } from './formals.js';
import { checkGhosts } from './ghosts.js';
import { elaborateStates } from './states.js';
import { elaborateTask } from './tasks.js';
import { elaborateTraits } from './traits.js';
import { elaborateTransition } from './transitions.js';

export function elaborateAutomaton(ast: AstAutomaton, env: Env): Known {
  const before = env.report.errorCount;
  const formals = elaborateFormals(ast.formals, env.scope, ast.where);
  const parent = ast.parent && resolveParent(ast.parent, formals.scope, env);
  const parentLost = ast.parent !== undefined && parent === undefined;
  const outer = elaborateTraits(
    ast.assumes,
    parent ? inheritedScope(parent, formals.scope) : formals.scope,
  );
  const own = elaborateOwn(ast, parent, outer, env.file);
  const base = {
    kind: 'automaton',
    name: ast.name.text,
    doc: ast.doc,
    span: ast.span,
    file: env.file,
  } as const;
  const { parameters } = formals;
  const { scope, initially, tasks, ...parts } = own;
  const plain: Automaton = {
    ...base,
    parameters,
    ...parts,
    ...(initially ? { initially } : {}),
    tasks,
  };
  const unit = parent ? foldExtension(plain, parent) : plain;
  checkGhosts(unit, env.report);
  const sound = !parentLost && (parent?.sound ?? true) && env.report.errorCount === before;
  return { unit, sound, scope, formals: formals.kinds };
}

/** The parts that the text itself writes. */
interface Own {
  readonly sorts: readonly Sort[];
  readonly definitions: readonly Definition[];
  readonly signature: readonly Action[];
  readonly states: readonly StateVariable[];
  readonly initially: Automaton['initially'];
  readonly transitions: readonly Transition[];
  readonly tasks: readonly Task[];
  readonly scope: Scope;
}

function elaborateOwn(
  ast: AstAutomaton,
  parent: Parent | undefined,
  outer: Scope,
  file: string,
): Own {
  const types = elaborateTypes(ast.types, outer);
  const lets = elaborateDefinitions(ast.definitions, awareOfStates(ast, types.scope), file);
  const signature = elaborateSignature(ast, lets.scope);
  const { states, entries } = elaborateStates(ast.states, lets.scope);
  const inherited = outer.view.states;
  reportInherited(ast, inherited, outer);
  const scope = withView(lets.scope, {
    states: new Map([...inherited, ...entries]),
    components: new Map(),
  });
  const actions = [...(parent?.automaton.signature ?? []), ...signature];
  const lost = new Set(ast.signature.map((a) => a.name.text));
  for (const action of actions) lost.delete(action.name);
  const readable = ast.parent !== undefined && parent === undefined ? [] : ast.transitions;
  const transitions = readable.map((t) =>
    lost.has(t.action.text) ? undefined : elaborateTransition(t, actions, scope),
  );
  const initially = ast.initially && inferCondition(ast.initially, scope);
  const tasks = ast.tasks.map((t) => elaborateTask(t, actions, scope));
  return {
    sorts: types.sorts,
    definitions: lets.definitions,
    signature,
    states,
    initially,
    transitions: transitions.filter((t) => t !== undefined),
    tasks: tasks.filter((t) => t !== undefined),
    scope,
  };
}

/** Knows the names of the states, which cannot be read yet. */
function awareOfStates(ast: AstAutomaton, scope: Scope): Scope {
  const declared = new Map<string, StateEntry>(
    ast.states.map((s) => [s.name.text, { sort: BROKEN, ghost: s.ghost, inherited: false }]),
  );
  const states = new Map([...declared, ...scope.view.states]);
  return withView(scope, { states, components: new Map() });
}

function reportInherited(
  ast: AstAutomaton,
  inherited: ReadonlyMap<string, StateEntry>,
  scope: Scope,
): void {
  for (const { name } of ast.states)
    if (inherited.has(name.text))
      scope.report.add('E0503', name.span, `${name.text} is a variable of the parent already`);
}

function elaborateSignature(ast: AstAutomaton, scope: Scope): readonly Action[] {
  const actions: Action[] = [];
  for (const one of ast.signature) {
    const action = elaborateAction(one, scope);
    const before = actions.find((a) => a.name === one.name.text);
    if (action === undefined) continue;
    if (before === undefined) actions.push(action);
    else reportRepeated(action, before, scope);
  }
  return actions;
}

function reportRepeated(action: Action, before: Action, scope: Scope): void {
  const alike =
    action.kind === before.kind &&
    action.parameters.length === before.parameters.length &&
    action.parameters.every((p, i) => sameSort(p.sort, before.parameters[i]?.sort ?? p.sort));
  const message = alike
    ? `action ${action.name} is declared twice`
    : `action ${action.name} is declared in two ways`;
  scope.report.add(alike ? 'E0208' : 'E0409', action.span, message, {
    related: [{ span: before.span, message: 'first declared here' }],
  });
}
