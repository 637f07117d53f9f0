/** Typed expressions. Every node carries its sort and its span; equality ignores the span. */
import type { Span } from '../text/span.js';
import type { Sort, UnionSort } from './sort.js';

export type Expr =
  | Literal
  | Local
  | StateVar
  | Apply
  | Call
  | Conditional
  | Quantified
  | MakeTuple
  | Select
  | Inject
  | Comprehension;

interface Node {
  readonly sort: Sort;
  readonly span: Span;
}

/** A constant of Bool, Nat, Int, Char, String or an enumeration. Numbers are safe integers. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly value: boolean | number | string;
}

/**
 * A name bound outside the state: a parameter of the automaton, action, definition or handler, a
 * `local`, a loop or quantifier variable, or `self`.
 */
export interface Local extends Node {
  readonly kind: 'local';
  readonly name: string;
}

/**
 * A state variable. In a composition's own automaton the variable `x` of component `P` is named
 * `P.x`, and is indexed by the component's parameters. In a simulation, `side` says which
 * automaton's state is meant.
 */
export interface StateVar extends Node {
  readonly kind: 'state';
  readonly name: string;
  readonly side?: 'concrete' | 'abstract';
}

/** A built-in operator. See operator.ts for the list, the sorts and the meaning. */
export interface Apply extends Node {
  readonly kind: 'apply';
  readonly op: Operator;
  readonly args: readonly Expr[];
}

/** A definition made with `let f(x: T): R = e`; definitions are not recursive. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
}

export interface Conditional extends Node {
  readonly kind: 'if';
  readonly condition: Expr;
  readonly then: Expr;
  readonly else: Expr;
}

export interface Bound {
  readonly name: string;
  readonly sort: Sort;
}

/** `within` is a set or sequence the variable is taken from (`\A p: Proc \in S (…)`), if one was given. */
export interface Quantified extends Node {
  readonly kind: 'quantified';
  readonly quantifier: 'forall' | 'exists';
  readonly variable: Bound;
  readonly within?: Expr;
  readonly body: Expr;
}

/** `[a, b]` of the tuple sort that the context gives. */
export interface MakeTuple extends Node {
  readonly kind: 'tuple';
  readonly args: readonly Expr[];
}

/** `e.field` of a tuple or of a union (undefined when the union has another case). */
export interface Select extends Node {
  readonly kind: 'select';
  readonly of: Expr;
  readonly field: string;
}

/** `tag(args)`: a value of a union. */
export interface Inject extends Node {
  readonly kind: 'inject';
  readonly sort: UnionSort;
  readonly tag: string;
  readonly args: readonly Expr[];
}

/** `{ e : x: T \in S where P }`, a set; `within` may be absent when the sort is finite. */
export interface Comprehension extends Node {
  readonly kind: 'comprehension';
  readonly element: Expr;
  readonly variable: Bound;
  readonly within?: Expr;
  readonly where?: Expr;
}

/**
 * Built-in operators, one name for each meaning whatever the spelling. Overloaded spellings
 * (`\in`, `insert`, `size`, `+`) are one operator here where the meaning is the same on the
 * argument's sort.
 */
export type Operator =
  // Bool
  | 'not'
  | 'and'
  | 'or'
  | 'implies'
  | 'iff'
  // any sort; lt, le, gt, ge on Nat, Int, Char, String and uninterpreted sorts (their canonical
  // order: names compare letter by letter, but runs of digits compare as numbers)
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  // Nat and Int; minus of two Nats is an Int; div and mod are Euclidean; min and max of two numbers
  | 'plus'
  | 'minus'
  | 'times'
  | 'div'
  | 'mod'
  | 'negate'
  // an Int that stands where a Nat is kept: the number itself, undefined when it is negative
  | 'natural'
  | 'abs'
  | 'min'
  | 'max'
  // Set, Mset, Seq, Map: the empty one; a set, multiset or sequence display
  | 'empty'
  | 'display'
  | 'in'
  | 'size'
  // Set and Mset; `delete` removes one occurrence from a multiset
  | 'insert'
  | 'delete'
  | 'union'
  | 'intersection'
  | 'difference'
  | 'subset'
  | 'count'
  // Set: first and last element in canonical order; of an ordered sort, rank(x, S) = how many elements of S are below x
  | 'least'
  | 'greatest'
  | 'rank'
  // Set of a sequence's elements
  | 'elements'
  // Seq: positions are counted from 0; slice(s, from, to) takes from ≤ i < to
  | 'append'
  | 'prepend'
  | 'concat'
  | 'head'
  | 'tail'
  | 'last'
  | 'init'
  | 'index'
  | 'slice'
  | 'prefix'
  // Array and Map: index (above) reads; update makes a changed copy; constant makes an Array
  | 'update'
  | 'constant'
  | 'defined'
  | 'remove'
  | 'keys'
  // Null: nil, embed(x), x.val
  | 'nil'
  | 'embed'
  | 'val'
  // Union: tag(u) = c, as a predicate for each case; the tag is the second argument, a string literal
  | 'hasTag'
  // RingIndex: the ring of the elements of an uninterpreted sort, in canonical order
  | 'ringFirst'
  | 'ringLeft'
  | 'ringRight'
  // an injection of an uninterpreted sort into another sort (name(i) of RingIndex)
  | 'ringName'
  // mint(n, p): an injection of its arguments into an uninterpreted sort, increasing in the number n
  | 'mint'
  // pieces(m, k): a value of an uninterpreted sort written down, in pieces of at most k characters;
  // joined(s): the value of which these are the pieces
  | 'pieces'
  | 'joined';
