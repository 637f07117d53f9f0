/** One node for all equal terms, so that what is written, searched or replaced is looked at once. */
import { apply, builtin, quantifier, variable, type Quantifier, type Term } from './term.js';
import { childrenOf, substituteTerm } from './walk.js';

export class Sharing {
  /** Not the sharing itself: terms live longer, and would keep it. */
  private readonly mark = {};
  private readonly heights = new Map<Term, number>();
  private readonly byHash = new Map<number, Term[]>();

  /** The term, made of nodes of this sharing; the same one for equal terms. */
  of(term: Term): Term {
    if (term.kind === 'truth') return term;
    if (term.seen.by === this.mark) return term.seen.as ?? term;
    const shared = this.kept(this.withParts(term));
    this.remember(term, shared);
    this.remember(shared, shared);
    return shared;
  }

  private withParts(term: Term): Term {
    switch (term.kind) {
      case 'truth':
      case 'numeral':
      case 'variable':
        return term;
      case 'application': {
        const args = this.all(term.args);
        return args === term.args ? term : apply(term.fn, args);
      }
      case 'builtin': {
        const args = this.all(term.args);
        return args === term.args ? term : builtin(term.op, args, term.sort);
      }
      case 'quantifier': {
        const patterns = term.patterns.map((p) => this.all(p));
        return this.renamed(
          quantifier(term.quantifier, term.variables, this.of(term.body), patterns),
        );
      }
    }
  }

  /** On the term itself: a table of all of them was most of the work. */
  private remember(term: Term, shared: Term): void {
    term.seen.by = this.mark;
    term.seen.as = shared;
  }

  /**
   * Bound variables are called after how many quantifiers stand inside: so what differs in their names
   * only is equal, and no two on one way from the root have the same name.
   */
  private renamed(term: Quantifier): Quantifier {
    const height = this.heightOf(term.body) + 1;
    const own = term.variables.map((v, i) => ({ ...v, name: `${v.sort}~${height}.${i}` }));
    const isNamed = own.every((v, i) => v.name === term.variables[i]?.name);
    const isTaken = own.some((v) => term.free.some((u) => u.name === v.name));
    if (isNamed || isTaken) return term;
    const by = new Map(term.variables.map((v, i) => [v.name, variable(own[i] ?? v)]));
    const inside = (t: Term): Term => this.of(substituteTerm(t, by));
    const patterns = term.patterns.map((p) => p.map(inside));
    return quantifier(term.quantifier, own, inside(term.body), patterns);
  }

  private heightOf(term: Term): number {
    if (!term.quantified) return 0;
    const known = this.heights.get(term);
    if (known !== undefined) return known;
    const inside = Math.max(0, ...childrenOf(term).map((t) => this.heightOf(t)));
    const height = term.kind === 'quantifier' ? inside + 1 : inside;
    this.heights.set(term, height);
    return height;
  }

  private all(terms: readonly Term[]): readonly Term[] {
    const shared = terms.map((t) => this.of(t));
    return shared.every((t, i) => t === terms[i]) ? terms : shared;
  }

  private kept(term: Term): Term {
    const equal = this.byHash.get(term.hash);
    if (equal === undefined) {
      this.byHash.set(term.hash, [term]);
      return term;
    }
    const found = equal.find((t) => isSame(t, term));
    if (found === undefined) equal.push(term);
    return found ?? term;
  }
}

/** Of terms whose parts are shared. */
function isSame(a: Term, b: Term): boolean {
  if (a.kind !== b.kind || a.sort !== b.sort) return false;
  switch (a.kind) {
    case 'truth':
    case 'numeral':
      return a.value === (b as typeof a).value;
    case 'variable':
      return a.name === (b as typeof a).name;
    case 'application':
      return a.fn.name === (b as typeof a).fn.name && areSame(a.args, (b as typeof a).args);
    case 'builtin':
      return a.op === (b as typeof a).op && areSame(a.args, (b as typeof a).args);
    case 'quantifier':
      return isSameQuantifier(a, b as typeof a);
  }
}

function isSameQuantifier(a: Quantifier, b: Quantifier): boolean {
  return (
    a.quantifier === b.quantifier &&
    a.body === b.body &&
    a.variables.length === b.variables.length &&
    a.variables.every((v, i) => v.name === b.variables[i]?.name) &&
    a.patterns.length === b.patterns.length &&
    a.patterns.every((p, i) => areSame(p, b.patterns[i] ?? []))
  );
}

function areSame(a: readonly Term[], b: readonly Term[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
