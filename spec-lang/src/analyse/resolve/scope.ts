/** What the names at one place of a text stand for. Scopes are immutable; inner ones are made from outer ones. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import type { Sort } from '../../ir/sort.js';
import type { Report } from '../report.js';

/** Declared in error: the name is known, so that its uses are not reported again. */
export const BROKEN = 'broken';
export type SortOrBroken = Sort | typeof BROKEN;

/** A name outside the state; with `stands`, for a part of what a pattern took apart. */
export interface LocalEntry {
  readonly sort: SortOrBroken;
  readonly stands?: Expr;
  /** May an effect assign it? */
  readonly assignable: boolean;
}

export interface StateEntry {
  readonly sort: SortOrBroken;
  readonly ghost: boolean;
  /** In an extension: declared by the parent, so the child cannot assign it. */
  readonly inherited: boolean;
}

/** The variables that `A.x` or `P[i].x` may mean; components nest. */
export interface StateView {
  readonly states: ReadonlyMap<string, StateEntry>;
  readonly components: ReadonlyMap<string, ComponentView>;
}

export interface ComponentView {
  readonly index: readonly Sort[];
  readonly view: StateView;
}

export interface SideView {
  readonly side: 'concrete' | 'abstract';
  readonly view: StateView;
}

export interface DefinitionEntry {
  readonly parameters: readonly SortOrBroken[];
  readonly result: SortOrBroken;
  /** In a simulation whose automata define the name differently: which they are. */
  readonly clash?: readonly [string, string];
}

/** `assumes RingIndex(I, J)`: the elements of I form a ring, and have distinct names in J. */
export interface Ring {
  readonly index: Sort;
  readonly name: Sort;
}

/** Who wants to know what is made of each term: an editor, for hover and completion. */
export interface Observer {
  /** `want`: the sort that the place asks for; `typed`: undefined when something is wrong with the term. */
  term(e: AstExpr, scope: Scope, want: Sort | undefined, typed: Expr | undefined): void;
}

export interface Scope {
  readonly report: Report;
  readonly observer?: Observer;
  readonly sorts: ReadonlyMap<string, SortOrBroken>;
  readonly definitions: ReadonlyMap<string, DefinitionEntry>;
  readonly locals: ReadonlyMap<string, LocalEntry>;
  readonly view: StateView;
  /** Why states cannot be read here, as the end of a sentence; undefined where they can. */
  readonly stateless?: string;
  /** In simulations: the two automata by name. */
  readonly sides: ReadonlyMap<string, SideView>;
  readonly rings: readonly Ring[];
}

const NO_VIEW: StateView = { states: new Map(), components: new Map() };

export function emptyScope(report: Report, observer?: Observer): Scope {
  return {
    report,
    ...(observer ? { observer } : {}),
    sorts: new Map(),
    definitions: new Map(),
    locals: new Map(),
    view: NO_VIEW,
    sides: new Map(),
    rings: [],
  };
}

export function withSort(scope: Scope, name: string, sort: SortOrBroken): Scope {
  return { ...scope, sorts: new Map(scope.sorts).set(name, sort) };
}

export function withDefinition(scope: Scope, name: string, entry: DefinitionEntry): Scope {
  return { ...scope, definitions: new Map(scope.definitions).set(name, entry) };
}

export function withLocal(scope: Scope, name: string, entry: LocalEntry): Scope {
  return { ...scope, locals: new Map(scope.locals).set(name, entry) };
}

/** A constant of its scope: a parameter, a bound variable. */
export function withBound(scope: Scope, name: string, sort: SortOrBroken): Scope {
  return withLocal(scope, name, { sort, assignable: false });
}

export function withView(scope: Scope, view: StateView): Scope {
  return { ...scope, view };
}

export function withoutStates(scope: Scope, reason: string): Scope {
  return { ...scope, stateless: reason };
}
