/** The shapes of terms: children, rebuilding, free variables, substitution. */
import {
  and,
  equal,
  exists,
  forall,
  implies,
  ite,
  less,
  lessOrEqual,
  minus,
  not,
  or,
  plus,
  times,
} from './build.js';
import {
  apply,
  builtin,
  quantifier,
  type Builtin,
  type Fn,
  type Term,
  type Variable,
} from './term.js';

export function childrenOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'truth':
    case 'numeral':
    case 'variable':
      return [];
    case 'application':
    case 'builtin':
      return term.args;
    case 'quantifier':
      return [term.body, ...term.patterns.flat()];
  }
}

/** The term with each direct part replaced, simplified on the way up. */
export function mapTerm(term: Term, f: (part: Term) => Term): Term {
  switch (term.kind) {
    case 'truth':
    case 'numeral':
    case 'variable':
      return term;
    case 'application':
      return apply(term.fn, term.args.map(f));
    case 'builtin':
      return rebuilt(term, term.args.map(f));
    case 'quantifier': {
      const patterns = term.patterns.map((p) => p.map(f));
      const make = term.quantifier === 'forall' ? forall : exists;
      const body = f(term.body);
      if (patterns.length === 0) return make(term.variables, body);
      return quantifier(term.quantifier, term.variables, body, patterns);
    }
  }
}

function rebuilt(term: Builtin, args: readonly Term[]): Term {
  const [a, b, c] = args;
  if (a === undefined) return term;
  switch (term.op) {
    case 'not':
      return not(a);
    case 'and':
      return and(...args);
    case 'or':
      return or(...args);
    case 'ite':
      return b === undefined || c === undefined ? term : ite(a, b, c);
    case '=>':
      return b === undefined ? term : implies(a, b);
    case '=':
      return b === undefined ? term : equal(a, b);
    case '+':
      return b === undefined ? term : plus(a, b);
    case '-':
      return b === undefined ? builtin('-', args, term.sort) : minus(a, b);
    case '*':
      return b === undefined ? term : times(a, b);
    case '<=':
      return b === undefined ? term : lessOrEqual(a, b);
    case '<':
      return b === undefined ? term : less(a, b);
    case 'div':
    case 'mod':
      return builtin(term.op, args, term.sort);
  }
}

export function freeVariables(term: Term): readonly Variable[] {
  return term.free;
}

/** Variables' names are unique in a problem, so nothing can be captured. */
export function substituteTerm(term: Term, by: ReadonlyMap<string, Term>): Term {
  const done = new Map<Term, Term>();
  const go = (t: Term): Term => {
    if (t.kind === 'variable') return by.get(t.name) ?? t;
    if (!t.free.some((v) => by.has(v.name))) return t;
    const known = done.get(t);
    if (known !== undefined) return known;
    const made = mapTerm(t, go);
    done.set(t, made);
    return made;
  };
  return go(term);
}

/** The function symbols used, each once. */
export function symbolsOf(terms: readonly Term[]): readonly Fn[] {
  const found = new Map<string, Fn>();
  const seen = new Set<Term>();
  const go = (t: Term): void => {
    if (seen.has(t)) return;
    seen.add(t);
    if (t.kind === 'application') found.set(t.fn.name, t.fn);
    childrenOf(t).forEach(go);
  };
  terms.forEach(go);
  return [...found.values()];
}

/** The numbers written in them, each once. */
export function numeralsIn(terms: readonly Term[]): readonly number[] {
  const found = new Set<number>();
  const seen = new Set<Term>();
  const go = (t: Term): void => {
    if (seen.has(t)) return;
    seen.add(t);
    if (t.kind === 'numeral') found.add(t.value);
    childrenOf(t).forEach(go);
  };
  terms.forEach(go);
  return [...found];
}
