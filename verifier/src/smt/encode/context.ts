/** One problem in the making: its function symbols, its axioms, and names that are not yet taken. */
import type { Span } from '@maat/spec-lang';
import { forall, less, lessOrEqual, and, equal } from '../logic/build.js';
import {
  apply,
  numeral,
  variable,
  type Fn,
  type LogicSort,
  type Term,
  type Variable,
} from '../logic/term.js';
import type { Collection } from './logic-sort.js';
import type { Sym } from './value.js';

/** How a collection stands in a key; box.ts has the way. */
export interface Boxes {
  boxed(problem: Problem, sort: Collection, value: Sym, span: Span): Term;
  unboxed(problem: Problem, sort: Collection, box: Term, span: Span): Sym;
}

/** A collection of which the size was asked. */
export interface Measured {
  readonly has: (element: Sym) => Term;
  /** What it depends on. */
  readonly variables: readonly Variable[];
  readonly size: Term;
}

export class Problem {
  readonly boxes: Boxes;
  private readonly known = new Map<string, Fn>();
  private readonly facts: Term[] = [];
  private readonly granted = new Set<string>();
  private readonly labels = new Map<string, number>();
  /** Names of values, handed out by `unused`. */
  private readonly taken = new Set<string>();
  private readonly constants = new Map<string, string>();
  private readonly limits = new Map<string, number>();
  private readonly sizes = new Map<string, readonly Measured[]>();
  private count = 0;

  constructor(boxes: Boxes) {
    this.boxes = boxes;
  }

  /** The same so far; what is asked of the copy does not change the texts made from this one. */
  fork(): Problem {
    const copy = new Problem(this.boxes);
    for (const [name, fn] of this.known) copy.known.set(name, fn);
    for (const [text, label] of this.labels) copy.labels.set(text, label);
    for (const [name, below] of this.limits) copy.limits.set(name, below);
    for (const name of this.taken) copy.taken.add(name);
    for (const [name, symbol] of this.constants) copy.constants.set(name, symbol);
    for (const [sort, sizes] of this.sizes) copy.sizes.set(sort, sizes);
    copy.facts.push(...this.facts);
    for (const text of this.granted) copy.granted.add(text);
    copy.count = this.count;
    return copy;
  }

  /** The symbol stands for a constant of an enumeration, or a case of a union, of so many. */
  limit(fn: Fn, below: number): void {
    this.limits.set(fn.name, below);
  }

  limitOf(fn: Fn): number | undefined {
    return this.limits.get(fn.name);
  }

  /** A new symbol; a second one of that name gets a number. */
  declare(name: string, args: readonly LogicSort[], result: LogicSort): Fn {
    let free = name;
    for (let n = 2; this.known.has(free); n++) free = `${name}!${String(n)}`;
    const fn: Fn = { name: free, args, result };
    this.known.set(free, fn);
    return fn;
  }

  /** The symbol of that name, declared when first asked for. */
  shared(name: string, args: readonly LogicSort[], result: LogicSort): Fn {
    const known = this.known.get(name);
    if (known === undefined) return this.declare(name, args, result);
    const isSame = known.result === result && args.join() === known.args.join();
    if (!isSame) throw new TypeError(`two symbols are called ${name}`);
    return known;
  }

  /** The name, with a number if it is taken. */
  unused(name: string): string {
    let free = name;
    for (let n = 2; this.taken.has(free); n++) free = `${name}!${String(n)}`;
    this.taken.add(free);
    return free;
  }

  /** The name of a constant's value: automata with a constant of that name have it in common. */
  constant(name: string): string {
    const known = this.constants.get(name) ?? this.unused(name);
    this.constants.set(name, known);
    return known;
  }

  isDeclared(name: string): boolean {
    return this.known.has(name);
  }

  /** A bound variable with a name of its own. */
  variable(name: string, sort: LogicSort): Variable {
    this.count++;
    return { name: `${name}~${String(this.count)}`, sort };
  }

  /** A number for each symbol, in the order of declaration. */
  numberOf(name: string): number {
    return [...this.known.keys()].indexOf(name);
  }

  /** A number for each text, the same for the same. */
  labelOf(text: string): number {
    const known = this.labels.get(text) ?? this.labels.size;
    this.labels.set(text, known);
    return known;
  }

  /** Those of such elements that were measured before this one. */
  measured(elements: string, one: Measured): readonly Measured[] {
    const before = this.sizes.get(elements) ?? [];
    this.sizes.set(elements, [...before, one]);
    return before;
  }

  /** Says, for people, what an axiom takes for granted of the world in which layers run. */
  grant(text: string): void {
    this.granted.add(text);
  }

  get assumptions(): readonly string[] {
    return [...this.granted];
  }

  assume(axiom: Term): void {
    this.facts.push(axiom);
  }

  get symbols(): readonly Fn[] {
    return [...this.known.values()];
  }

  get axioms(): readonly Term[] {
    return this.facts;
  }
}

/** Says of every value of a function that it lies in `0 ≤ f < below`. */
export function assumeRange(problem: Problem, fn: Fn, below?: number): void {
  if (below !== undefined) problem.limit(fn, below);
  const variables = fn.args.map((sort) => problem.variable('x', sort));
  const value = apply(fn, variables.map(variable));
  const upper = below === undefined ? [] : [less(value, numeral(below))];
  const range = and(lessOrEqual(numeral(0), value), ...upper);
  problem.assume(forall(variables, range, variables.length > 0 ? [[value]] : []));
}

/**
 * The canonical order of an uninterpreted sort: every countable order is one of rationals, so
 * elements are compared by a number of their own.
 */
export function orderOf(problem: Problem, sort: LogicSort): Fn {
  const name = `order.${sort}`;
  if (problem.isDeclared(name)) return problem.shared(name, [sort], 'Real');
  const order = problem.declare(name, [sort], 'Real');
  const back = problem.declare(`order.${sort}.back`, ['Real'], sort);
  const x = problem.variable('x', sort);
  const number = apply(order, [variable(x)]);
  problem.assume(forall([x], equal(apply(back, [number]), variable(x)), [[number]]));
  return order;
}
