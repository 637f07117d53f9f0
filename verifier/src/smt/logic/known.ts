/**
 * What a term says where something is known already: `i < n => (i < n /\ A)` is `i < n => A`. The
 * conditions under which something is defined come again at each field that is read, and the state
 * after a step is told apart by the same conditions as its goals; all of that goes.
 */
import { and, equal, implies, ite, less, lessOrEqual, not, or } from './build.js';
import type { Sharing } from './sharing.js';
import { FALSE, quantifier, TRUE, type Builtin, type Quantifier, type Term } from './term.js';
import { mapTerm } from './walk.js';

/** Of shared terms. What is given is true of all of them. */
export class Known {
  private readonly sharing: Sharing;
  private readonly ofTrue = new Map<Term, readonly Fact[]>();
  private readonly ofFalse = new Map<Term, readonly Fact[]>();
  private readonly root: Context;

  constructor(sharing: Sharing, given: readonly Term[] = []) {
    this.sharing = sharing;
    const root = new Context(undefined);
    for (const fact of given) this.assume(root, sharing.of(fact), true);
    this.root = root;
  }

  /** No more than it says where what is given holds. */
  simplified(term: Term): Term {
    return this.go(this.sharing.of(term), this.root);
  }

  private go(term: Term, where: Context): Term {
    // Only the terms that share an atom with what is known can become simpler by it.
    const context = (term.formulas & where.formulas) === 0 ? this.root : where;
    const known = context.made.get(term);
    if (known !== undefined) return known;
    const truth = term.sort === 'Bool' ? context.truthOf(term) : undefined;
    const made = truth ?? this.sharing.of(this.made(term, context));
    const again = made.sort === 'Bool' ? (context.truthOf(made) ?? made) : made;
    context.made.set(term, again);
    return again;
  }

  private made(term: Term, context: Context): Term {
    switch (term.kind) {
      case 'truth':
      case 'numeral':
      case 'variable':
        return term;
      case 'application':
        return term.args.length === 0 ? term : mapTerm(term, (part) => this.go(part, context));
      case 'quantifier':
        return this.quantified(term, context);
      case 'builtin':
        return this.builtin(term, context);
    }
  }

  /** Patterns are what they were: they steer, and say nothing. What is known of another variable of the same name is not known of its own. */
  private quantified(term: Quantifier, context: Context): Term {
    const isBound = term.variables.some((v) => context.mentions(v.name));
    const body = this.go(term.body, isBound ? this.root : context);
    if (body === term.body) return term;
    const { patterns, variables } = term;
    const used = variables.filter((v) => body.free.some((u) => u.name === v.name));
    const isWhole = patterns.every((p) =>
      p.every((t) => t.free.every((v) => isIn(v.name, used) || !isIn(v.name, variables))),
    );
    return body.kind === 'truth' || used.length === 0
      ? body
      : quantifier(term.quantifier, used, body, isWhole ? patterns : []);
  }

  private builtin(term: Builtin, context: Context): Term {
    const { args } = term;
    const [a = TRUE, b = TRUE, c = TRUE] = args;
    switch (term.op) {
      case 'and':
        return this.junction(args, context, true);
      case 'or':
        return this.junction(args, context, false);
      case '=>': {
        const before = this.go(a, context);
        return implies(before, this.go(b, this.with(context, before, true)));
      }
      case 'ite': {
        const condition = this.go(a, context);
        if (condition === TRUE) return this.go(b, context);
        if (condition === FALSE) return this.go(c, context);
        return ite(
          condition,
          this.go(b, this.with(context, condition, true)),
          this.go(c, this.with(context, condition, false)),
        );
      }
      case '=':
        return context.compared(this.go(a, context), this.go(b, context));
      case 'not':
        return not(this.go(a, context));
      case '+':
      case '-':
      case '*':
      case 'div':
      case 'mod':
      case '<=':
      case '<':
        return mapTerm(term, (part) => this.go(part, context));
    }
  }

  /**
   * Each part where the others are known to be true, or in a disjunction false: plain parts first,
   * and the compound ones once more, when those after them are known too.
   */
  private junction(args: readonly Term[], context: Context, value: boolean): Term {
    const parts = [...args];
    const plain = args.flatMap((arg, i) => (isPlain(arg) ? [i] : []));
    const compound = args.flatMap((arg, i) => (isPlain(arg) ? [] : [i]));
    let inside = context;
    for (const i of [...plain, ...compound]) {
      const part = this.go(parts[i] ?? TRUE, inside);
      parts[i] = part;
      inside = this.with(inside, part, value);
    }
    const facts = this.withAll(
      context,
      plain.map((i) => parts[i] ?? TRUE),
      value,
    );
    for (const i of compound.length > 1 ? compound.slice(0, -1) : []) {
      const others = compound.filter((k) => k !== i).map((k) => parts[k] ?? TRUE);
      parts[i] = this.go(parts[i] ?? TRUE, this.withAll(facts, others, value));
    }
    return value ? and(...parts) : or(...parts);
  }

  private withAll(context: Context, facts: readonly Term[], value: boolean): Context {
    return facts.reduce((inside, fact) => this.with(inside, fact, value), context);
  }

  private with(context: Context, fact: Term, value: boolean): Context {
    if (fact.kind === 'truth') return context;
    const inside = new Context(context);
    this.assume(inside, fact, value);
    return inside;
  }

  private assume(context: Context, fact: Term, value: boolean): void {
    for (const [said, truth] of this.saidBy(this.sharing.of(fact), value)) context.say(said, truth);
  }

  /** All that is true or false where the fact is; facts come again and again. */
  private saidBy(fact: Term, value: boolean): readonly Fact[] {
    const table = value ? this.ofTrue : this.ofFalse;
    const known = table.get(fact);
    if (known !== undefined) return known;
    const found: Fact[] = [];
    for (const [said, truth] of toldBy(fact, value))
      if (said.kind !== 'truth') found.push([this.sharing.of(said), truth]);
    table.set(fact, found);
    return found;
  }
}

function isIn(name: string, variables: readonly { readonly name: string }[]): boolean {
  return variables.some((v) => v.name === name);
}

function partsOf(term: Term): readonly Term[] {
  if (term.kind === 'quantifier') return [term.body];
  return term.kind === 'application' || term.kind === 'builtin' ? term.args : [];
}

/** No part of it is a formula. */
function isPlain(term: Term): boolean {
  if (term.kind === 'quantifier') return false;
  if (term.kind === 'builtin' && term.op === 'not') return term.args.every(isPlain);
  return partsOf(term).every((part) => part.sort !== 'Bool' && isPlain(part));
}

type Fact = readonly [Term, boolean];

function toldBy(fact: Term, value: boolean): readonly Fact[] {
  if (fact.kind !== 'builtin') return [[fact, value]];
  const [a = TRUE] = fact.args;
  if (fact.op === 'not') return toldBy(a, !value);
  if (fact.op === (value ? 'and' : 'or')) return fact.args.flatMap((part) => toldBy(part, value));
  const told = [...consequences(fact, value)];
  if (fact.op === (value ? 'or' : 'and')) {
    const denied = fact.args.map(not);
    told.push([value ? and(...denied) : or(...denied), !value]);
  }
  return [...told, [fact, value]];
}

/** Of a comparison, what else is then true or false. */
function consequences({ op, args }: Builtin, value: boolean): readonly Fact[] {
  const [a, b] = args;
  if (a === undefined || b === undefined) return [];
  if (op === '<') return value ? strictly(a, b) : [[lessOrEqual(b, a), true]];
  if (op === '<=') return value ? [[less(b, a), false]] : strictly(b, a);
  if (op !== '=') return [];
  const turned: Fact = [equal(b, a), value];
  if (!value || a.sort !== 'Int') return [turned];
  return [
    turned,
    [less(a, b), false],
    [less(b, a), false],
    [lessOrEqual(a, b), true],
    [lessOrEqual(b, a), true],
  ];
}

function strictly(a: Term, b: Term): readonly Fact[] {
  return [
    [less(a, b), true],
    [lessOrEqual(a, b), true],
    [less(b, a), false],
    [lessOrEqual(b, a), false],
    [equal(a, b), false],
    [equal(b, a), false],
  ];
}

/** What is known at a place: this, and all that is known around it. */
class Context {
  readonly made = new Map<Term, Term>();
  formulas: number;
  private readonly around: Context | undefined;
  private own = 0;
  private readonly truths = new Map<Term, boolean>();
  private numbers: Map<Term, Term> | undefined;
  private variables: Set<string> | undefined;

  constructor(around: Context | undefined) {
    this.around = around;
    this.formulas = around?.formulas ?? 0;
  }

  say(fact: Term, value: boolean): void {
    this.truths.set(fact, value);
    this.own |= fact.formulas;
    this.formulas |= fact.formulas;
    if (fact.free.length > 0) this.variables ??= new Set();
    for (const { name } of fact.free) this.variables?.add(name);
    if (!value || fact.kind !== 'builtin' || fact.op !== '=') return;
    const [a, b] = fact.args;
    if (a === undefined || b?.kind !== 'numeral') return;
    this.numbers ??= new Map();
    this.numbers.set(a, b);
  }

  /** Something is known of a variable of this name. */
  mentions(name: string): boolean {
    return this.variables?.has(name) === true || this.around?.mentions(name) === true;
  }

  truthOf(term: Term): Term | undefined {
    const own = (term.formulas & this.own) === 0 ? undefined : this.truths.get(term);
    if (own !== undefined) return own ? TRUE : FALSE;
    return this.around?.truthOf(term);
  }

  /** What is one number is no other. */
  compared(a: Term, b: Term): Term {
    const [x, y] = [this.numberOf(a), this.numberOf(b)];
    return x !== undefined && y !== undefined ? equal(x, y) : equal(a, b);
  }

  private numberOf(term: Term): Term | undefined {
    return term.kind === 'numeral'
      ? term
      : (this.numbers?.get(term) ?? this.around?.numberOf(term));
  }
}
