/**
 * `A extends B`: the discipline that makes every step of A a step of B, and the whole automaton
 * that A means. A's effects run before B's, so that they read B's variables as they were.
 */
import type { AstUse } from '../syntax/ast.js';
import type { Action, Automaton, Transition } from '../ir/program.js';
import { findKind, type Env } from './env.js';
import { resolveActuals } from './elaborate/formals.js';
import { conjunction, conjunctsOf, not } from './infer/terms.js';
import { renameLocals, renameParameters, specialise } from '../ir/rewrite-automaton.js';
import {
  withDefinition,
  withSort,
  withView,
  type Scope,
  type StateEntry,
} from './resolve/scope.js';
import { printSort } from '../ir/print-sort.js';
import { sameSort } from './resolve/sort-relations.js';
import type { Report } from './report.js';
import type { Expr } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';

/** The parent as the child sees it, its parameters given. */
export interface Parent {
  readonly automaton: Automaton;
  readonly types: readonly Sort[];
  readonly values: readonly Expr[];
  readonly sound: boolean;
  readonly rings: Scope['rings'];
  readonly report: Report;
}

export function resolveParent(use: AstUse, scope: Scope, env: Env): Parent | undefined {
  const known = findKind(env, use.name, ['automaton']);
  if (known === undefined) return undefined;
  const { unit, formals, sound } = known;
  const target = { name: unit.name, parameters: unit.parameters, kinds: formals };
  const actuals = resolveActuals(use, target, scope);
  if (actuals === undefined) return undefined;
  const automaton = specialise(unit, actuals.types, actuals.values);
  return {
    automaton,
    types: actuals.types,
    values: actuals.values,
    sound,
    rings: known.scope.rings,
    report: env.report,
  };
}

/** The parent's sorts, definitions and variables; the variables are not the child's to assign. */
export function inheritedScope({ automaton, rings }: Parent, outer: Scope): Scope {
  const states = new Map<string, StateEntry>(
    automaton.states.map((s) => [s.name, { sort: s.sort, ghost: s.ghost, inherited: true }]),
  );
  const sorted = automaton.sorts.reduce(
    (s, sort) => ('name' in sort ? withSort(s, sort.name, sort) : s),
    outer,
  );
  const defined = automaton.definitions.reduce(
    (s, d) =>
      withDefinition(s, d.name, { parameters: d.parameters.map((p) => p.sort), result: d.result }),
    sorted,
  );
  return { ...withView(defined, { states, components: new Map() }), rings };
}

export function foldExtension(own: Automaton, parent: Parent): Automaton {
  const { automaton: base } = parent;
  const added = own.signature.filter((a) => !isInherited(a, parent));
  const initially = conjunction([...conjunctsOf(base.initially), ...conjunctsOf(own.initially)]);
  return {
    ...own,
    sorts: [...base.sorts, ...own.sorts],
    definitions: [...base.definitions, ...own.definitions],
    signature: [...base.signature, ...added],
    states: [...base.states, ...own.states],
    ...(initially ? { initially } : {}),
    transitions: foldTransitions(own.transitions, base),
    tasks: [...base.tasks, ...own.tasks],
    extends: {
      parent: base.name,
      types: parent.types,
      ...(parent.values.length > 0 ? { values: parent.values } : {}),
      sorts: own.sorts,
      definitions: own.definitions,
      signature: own.signature,
      states: own.states,
      transitions: own.transitions,
    },
  };
}

function isInherited(action: Action, { automaton, report }: Parent): boolean {
  const before = automaton.signature.find((a) => a.name === action.name);
  if (before === undefined) return false;
  const related = [{ span: before.span, message: 'inherited from here' }];
  const changed = (what: string): undefined =>
    report.add('E0502', action.span, `${action.name} is inherited, its ${what} cannot change`, {
      related,
    });
  if (action.kind !== before.kind) changed(`kind (${before.kind})`);
  else if (!sameParameters(action, before))
    changed(`parameters (${before.parameters.map((p) => printSort(p.sort)).join(', ')})`);
  else if (action.where !== undefined && before.where === undefined) changed('where clause (none)');
  return true;
}

function sameParameters(a: Action, b: Action): boolean {
  return (
    a.parameters.length === b.parameters.length &&
    a.parameters.every((p, i) => sameSort(p.sort, b.parameters[i]?.sort ?? p.sort))
  );
}

/**
 * Each clause of the parent with each of the child's for the same action; then the child's new
 * actions. An input that the parent ignores may have effects in the child; an output that the
 * parent never takes is never taken by the child either.
 */
function foldTransitions(own: readonly Transition[], base: Automaton): readonly Transition[] {
  const inherited = new Set(base.signature.map((a) => a.name));
  const folded = base.transitions.flatMap((clause) => {
    const more = own.filter((t) => t.action === clause.action && matchesCase(t, clause));
    return more.length === 0
      ? [clause]
      : [...more.map((t) => foldClause(clause, t)), ...residue(clause, more)];
  });
  const orphans = own.filter(
    (t) =>
      t.kind === 'input' &&
      inherited.has(t.action) &&
      !base.transitions.some((b) => b.action === t.action && matchesCase(t, b)),
  );
  return [...folded, ...orphans, ...own.filter((t) => !inherited.has(t.action))];
}

function matchesCase(child: Transition, parent: Transition): boolean {
  return child.case === undefined || parent.case === undefined || child.case === parent.case;
}

function foldClause(parent: Transition, child: Transition): Transition {
  const taken = new Set([...parent.parameters, ...parent.locals].map((b) => b.name));
  const more = renameLocals(renameParameters(child, parent.parameters), taken);
  const where = conjunction([...conjunctsOf(parent.where), ...conjunctsOf(more.where)]);
  const ensuring = conjunction([...conjunctsOf(parent.ensuring), ...conjunctsOf(more.ensuring)]);
  const named = parent.case ?? more.case;
  return {
    action: parent.action,
    kind: parent.kind,
    ...(named ? { case: named } : {}),
    parameters: parent.parameters,
    ...(where ? { where } : {}),
    locals: [...parent.locals, ...more.locals],
    pre: [...parent.pre, ...more.pre],
    eff: [...more.eff, ...parent.eff],
    ...(ensuring ? { ensuring } : {}),
    doc: more.doc === '' ? parent.doc : more.doc,
    span: more.span,
  };
}

/** Where the child's clauses do not apply, the parent's stays as it is. */
function residue(clause: Transition, more: readonly Transition[]): readonly Transition[] {
  const wheres = more.map((t) => renameParameters(t, clause.parameters).where);
  if (!wheres.every((w) => w !== undefined)) return [];
  const where = conjunction([...conjunctsOf(clause.where), ...wheres.map(not)]);
  return [{ ...clause, ...(where ? { where } : {}) }];
}
