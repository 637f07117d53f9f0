/** Equality of symbolic values, by what can be asked of them; and choosing between two by a condition. */
import type { Sort, Span } from '@maat/spec-lang';
import { and, equal, forall, implies, ite, less, lessOrEqual, not } from '../logic/build.js';
import { numeral, variable, TRUE, type Term } from '../logic/term.js';
import type { Problem } from './context.js';
import { boundValue, fieldsOf, type Ranged } from './key.js';
import { expectSym, symOf, termOf, type Sym } from './value.js';

/** Two sequences are equal when their lengths are and their elements in range; what lies beyond does not count. */
export function equalSyms(problem: Problem, sort: Sort, a: Sym, b: Sym, span: Span): Term {
  if (a === b) return TRUE;
  const same = (of: Sort, x: Sym, y: Sym): Term => equalSyms(problem, of, x, y, span);
  switch (sort.kind) {
    case 'tuple': {
      const [x, y] = [expectSym(a, 'tuple').fields, expectSym(b, 'tuple').fields];
      return and(...sort.fields.map((f, i) => same(f.sort, present(x[i]), present(y[i]))));
    }
    case 'null': {
      const [x, y] = [expectSym(a, 'null'), expectSym(b, 'null')];
      if (x.isNil === TRUE) return y.isNil;
      if (y.isNil === TRUE) return x.isNil;
      const values = same(sort.of, x.val, y.val);
      return and(equal(x.isNil, y.isNil), implies(not(x.isNil), values));
    }
    case 'union': {
      const [x, y] = [expectSym(a, 'union'), expectSym(b, 'union')];
      const parts = fieldsOf(sort).map((f) => {
        const active = f.cases.map((c) => equal(x.tag, numeral(c)));
        const values = same(f.sort, present(x.fields.get(f.name)), present(y.fields.get(f.name)));
        return and(...active.map((c) => implies(c, values)));
      });
      return and(equal(x.tag, y.tag), ...parts);
    }
    case 'seq': {
      const [x, y] = [expectSym(a, 'seq'), expectSym(b, 'seq')];
      if (isZero(x.len) || isZero(y.len)) return equal(x.len, y.len);
      const i = problem.variable('i', 'Int');
      const at = variable(i);
      const inside = and(lessOrEqual(numeral(0), at), less(at, x.len));
      const elements = same(sort.of, x.at(at), y.at(at));
      return and(equal(x.len, y.len), forall([i], implies(inside, elements)));
    }
    case 'set': {
      const [x, y] = [expectSym(a, 'set'), expectSym(b, 'set')];
      return forEvery(problem, sort.of, span, (e) => equal(x.has(e), y.has(e)));
    }
    case 'mset': {
      const [x, y] = [expectSym(a, 'mset'), expectSym(b, 'mset')];
      return forEvery(problem, sort.of, span, (e) => equal(x.count(e), y.count(e)));
    }
    case 'map': {
      const [x, y] = [expectSym(a, 'map'), expectSym(b, 'map')];
      return and(
        forEvery(problem, sort.from, span, (k) => equal(x.has(k), y.has(k))),
        forEvery(problem, sort.from, span, (k) =>
          implies(x.has(k), same(sort.to, x.at(k), y.at(k))),
        ),
      );
    }
    case 'array': {
      const [x, y] = [expectSym(a, 'array'), expectSym(b, 'array')];
      return forAll(problem, sort.index, span, (is) => same(sort.of, x.at(is), y.at(is)));
    }
    default:
      return equal(termOf(a), termOf(b));
  }
}

/** `condition ? a : b`, question by question. */
export function chooseSym(condition: Term, a: Sym, b: Sym): Sym {
  if (a === b || condition === TRUE) return a;
  const pick = (x: Term, y: Term): Term => ite(condition, x, y);
  const both = (x: Sym, y: Sym): Sym => chooseSym(condition, x, y);
  switch (a.kind) {
    case 'term':
      return symOf(pick(a.term, termOf(b)));
    case 'tuple': {
      const { fields } = expectSym(b, 'tuple');
      return { kind: 'tuple', fields: a.fields.map((f, i) => both(f, present(fields[i]))) };
    }
    case 'null': {
      const other = expectSym(b, 'null');
      if (a.isNil === TRUE)
        return { kind: 'null', isNil: pick(a.isNil, other.isNil), val: other.val };
      if (other.isNil === TRUE) return { kind: 'null', isNil: pick(a.isNil, TRUE), val: a.val };
      return { kind: 'null', isNil: pick(a.isNil, other.isNil), val: both(a.val, other.val) };
    }
    case 'union': {
      const other = expectSym(b, 'union');
      const fields = [...a.fields].map(
        ([name, f]) => [name, both(f, present(other.fields.get(name)))] as const,
      );
      return { kind: 'union', tag: pick(a.tag, other.tag), fields: new Map(fields) };
    }
    case 'seq': {
      const other = expectSym(b, 'seq');
      return { kind: 'seq', len: pick(a.len, other.len), at: (i) => both(a.at(i), other.at(i)) };
    }
    case 'set': {
      const other = expectSym(b, 'set');
      return { kind: 'set', has: (x) => pick(a.has(x), other.has(x)) };
    }
    case 'mset': {
      const other = expectSym(b, 'mset');
      return { kind: 'mset', count: (x) => pick(a.count(x), other.count(x)) };
    }
    case 'map': {
      const other = expectSym(b, 'map');
      return {
        kind: 'map',
        has: (k) => pick(a.has(k), other.has(k)),
        at: (k) => both(a.at(k), other.at(k)),
      };
    }
    case 'array': {
      const other = expectSym(b, 'array');
      return { kind: 'array', at: (is) => both(a.at(is), other.at(is)) };
    }
  }
}

/** `for all x of the sort, body(x)`. */
export function forEvery(
  problem: Problem,
  sort: Sort,
  span: Span,
  body: (x: Sym) => Term,
  name = 'x',
): Term {
  return forAll(problem, [sort], span, ([x]) => body(present(x)), name);
}

function forAll(
  problem: Problem,
  sorts: readonly Sort[],
  span: Span,
  body: (xs: readonly Sym[]) => Term,
  name = 'x',
): Term {
  const bound = sorts.map((s) => boundValue(problem, name, s, span));
  const inside = bound.flatMap((b) => b.ranges).map(rangeTerm);
  return forall(
    bound.flatMap((b) => b.variables),
    implies(and(...inside), body(bound.map((b) => b.value))),
  );
}

export function rangeTerm({ term, below }: Ranged): Term {
  const upper = below === 0 ? [] : [less(term, numeral(below))];
  return and(lessOrEqual(numeral(0), term), ...upper);
}

function isZero(t: Term): boolean {
  return t.kind === 'numeral' && t.value === 0;
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a value is missing');
  return item;
}
