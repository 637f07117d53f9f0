/** Effects: sequential assignments to state variables and locals. */
import type { Span } from '../text/span.js';
import type { Bound, Expr } from './expr.js';
import type { Sort } from './sort.js';

export type Stmt = Assign | Choose | IfStmt | ForStmt | WhileStmt | Emit | FireStmt;

/**
 * `x := e`, `x[i] := e`, `x[i].f := e`, … The path goes from the variable inwards. Assigning to
 * `m[k]` of a Map defines the key.
 */
export interface Assign {
  readonly kind: 'assign';
  readonly target: Target;
  readonly value: Expr;
  readonly span: Span;
}

/** `x := choose v where P(v)`: any value of the target's sort that satisfies P; the step is disabled when there is none. */
export interface Choose {
  readonly kind: 'choose';
  readonly target: Target;
  readonly variable: Bound;
  readonly where?: Expr;
  readonly span: Span;
}

export interface IfStmt {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Expr; readonly body: readonly Stmt[] }[];
  readonly otherwise: readonly Stmt[];
  readonly span: Span;
}

/** `for x: T in S do … od`, in canonical order of the elements; without `within`, over a finite sort. */
export interface ForStmt {
  readonly kind: 'for';
  readonly variable: Bound;
  readonly within?: Expr;
  readonly where?: Expr;
  readonly body: readonly Stmt[];
  readonly span: Span;
}

/** `while P do … od`; run to completion inside one atomic step. */
export interface WhileStmt {
  readonly kind: 'while';
  readonly condition: Expr;
  readonly body: readonly Stmt[];
  readonly span: Span;
}

/**
 * Layers only: queue an event. `action` is of the service above (its outputs) or below (its
 * inputs); `args` leave out the process. Below, the argument at the packet's position is the body
 * (sort Null of the layer's message sort) and `header` goes with it.
 */
export interface Emit {
  readonly kind: 'emit';
  readonly to: 'above' | 'below';
  readonly action: string;
  readonly args: readonly Expr[];
  readonly header?: Expr;
  readonly span: Span;
}

/**
 * Layers only, and only for the record: here the implemented service takes this internal step.
 * External steps need no such statement, the event itself stands for them. `args` are all of the
 * action's, the process included.
 */
export interface FireStmt {
  readonly kind: 'fire';
  readonly action: string;
  readonly args: readonly Expr[];
  readonly span: Span;
}

export interface Target {
  /** A state variable, or a local of the transition. */
  readonly name: string;
  readonly scope: 'state' | 'local';
  readonly sort: Sort;
  readonly path: readonly PathStep[];
}

export type PathStep =
  | { readonly kind: 'at'; readonly index: readonly Expr[] }
  | { readonly kind: 'field'; readonly name: string };
