/** Equality of symbolic values, by what can be asked of them. */
import type { MapSort, Sort, Span, UnionSort } from '@maat/spec-lang';
import { and, equal, forall, implies, less, lessOrEqual, not } from '../logic/build.js';
import { numeral, variable, TRUE, type Term } from '../logic/term.js';
import type { Problem } from './context.js';
import { boundValue } from './bound.js';
import { fieldsOf } from './key.js';
import { isScalar, type Compound } from './logic-sort.js';
import {
  expectSym,
  termOf,
  type MapSym,
  type NullSym,
  type SeqSym,
  type Sym,
  type UnionSym,
} from './value.js';

/** Two sequences are equal when their lengths are and their elements in range; what lies beyond does not count. */
export function equalSyms(problem: Problem, sort: Sort, a: Sym, b: Sym, span: Span): Term {
  if (a === b) return TRUE;
  if (isScalar(sort)) return equal(termOf(a), termOf(b));
  return new Comparison(problem, span).of(sort, a, b);
}

class Comparison {
  private readonly problem: Problem;
  private readonly span: Span;

  constructor(problem: Problem, span: Span) {
    this.problem = problem;
    this.span = span;
  }

  of(sort: Compound, a: Sym, b: Sym): Term {
    switch (sort.kind) {
      case 'tuple': {
        const [x, y] = [expectSym(a, 'tuple').fields, expectSym(b, 'tuple').fields];
        return and(...sort.fields.map((f, i) => this.same(f.sort, present(x[i]), present(y[i]))));
      }
      case 'null':
        return this.nulls(sort.of, expectSym(a, 'null'), expectSym(b, 'null'));
      case 'union':
        return this.unions(sort, expectSym(a, 'union'), expectSym(b, 'union'));
      case 'seq':
        return this.seqs(sort.of, expectSym(a, 'seq'), expectSym(b, 'seq'));
      case 'set': {
        const [x, y] = [expectSym(a, 'set'), expectSym(b, 'set')];
        return this.every([sort.of], ([e]) => equal(x.has(present(e)), y.has(present(e))));
      }
      case 'mset': {
        const [x, y] = [expectSym(a, 'mset'), expectSym(b, 'mset')];
        return this.every([sort.of], ([e]) => equal(x.count(present(e)), y.count(present(e))));
      }
      case 'map':
        return this.maps(sort, expectSym(a, 'map'), expectSym(b, 'map'));
      case 'array': {
        const [x, y] = [expectSym(a, 'array'), expectSym(b, 'array')];
        return this.every(sort.index, (is) => this.same(sort.of, x.at(is), y.at(is)));
      }
    }
  }

  private same(sort: Sort, a: Sym, b: Sym): Term {
    return equalSyms(this.problem, sort, a, b, this.span);
  }

  private nulls(of: Sort, x: NullSym, y: NullSym): Term {
    if (x.isNil === TRUE) return y.isNil;
    if (y.isNil === TRUE) return x.isNil;
    return and(equal(x.isNil, y.isNil), implies(not(x.isNil), this.same(of, x.val, y.val)));
  }

  private unions(sort: UnionSort, x: UnionSym, y: UnionSym): Term {
    const parts = fieldsOf(sort).map((f) => {
      const values = this.same(
        f.sort,
        present(x.fields.get(f.name)),
        present(y.fields.get(f.name)),
      );
      return and(...f.cases.map((c) => implies(equal(x.tag, numeral(c)), values)));
    });
    return and(equal(x.tag, y.tag), ...parts);
  }

  private seqs(of: Sort, x: SeqSym, y: SeqSym): Term {
    if (isZero(x.len) || isZero(y.len)) return equal(x.len, y.len);
    const i = this.problem.variable('i', 'Int');
    const at = variable(i);
    const inside = and(lessOrEqual(numeral(0), at), less(at, x.len));
    return and(
      equal(x.len, y.len),
      forall([i], implies(inside, this.same(of, x.at(at), y.at(at)))),
    );
  }

  private maps(sort: MapSort, x: MapSym, y: MapSym): Term {
    const from = [sort.from];
    return and(
      this.every(from, ([k]) => equal(x.has(present(k)), y.has(present(k)))),
      this.every(from, ([k]) => {
        const key = present(k);
        return implies(x.has(key), this.same(sort.to, x.at(key), y.at(key)));
      }),
    );
  }

  private every(sorts: readonly Sort[], body: (xs: readonly Sym[]) => Term): Term {
    return forAll(this.problem, sorts, this.span, body);
  }
}

/** `for all x of the sort, body(x)`. */
export function forEvery(problem: Problem, sort: Sort, span: Span, body: (x: Sym) => Term): Term {
  return forAll(problem, [sort], span, ([x]) => body(present(x)));
}

function forAll(
  problem: Problem,
  sorts: readonly Sort[],
  span: Span,
  body: (xs: readonly Sym[]) => Term,
): Term {
  const bound = sorts.map((s) => boundValue(problem, 'x', s, span));
  return forall(
    bound.flatMap((b) => b.variables),
    implies(and(...bound.map((b) => b.inside)), body(bound.map((b) => b.value))),
  );
}

function isZero(t: Term): boolean {
  return t.kind === 'numeral' && t.value === 0;
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a value is missing');
  return item;
}
