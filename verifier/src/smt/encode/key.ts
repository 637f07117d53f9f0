/** Values as keys: what stands as an argument of a function symbol must be plain terms, one way only for each value. */
import type { Sort, Span, UnionSort } from '@maat/spec-lang';
import { equal, ite } from '../logic/build.js';
import { apply, FALSE, numeral, type LogicSort, type Term } from '../logic/term.js';
import type { Problem } from './context.js';
import { boxSort, isScalar, logicSort } from './logic-sort.js';
import { expectSym, termOf, type Sym } from './value.js';

/** The sorts of the terms that stand for one value of this sort. */
export function keySorts(sort: Sort, span: Span): readonly LogicSort[] {
  if (isScalar(sort)) return [logicSort(sort, span)];
  switch (sort.kind) {
    case 'tuple':
      return sort.fields.flatMap((f) => keySorts(f.sort, span));
    case 'null':
      return ['Bool', ...keySorts(sort.of, span)];
    case 'union':
      return ['Int', ...fieldsOf(sort).flatMap((f) => keySorts(f.sort, span))];
    case 'seq':
    case 'set':
    case 'mset':
    case 'map':
    case 'array':
      return [boxSort(sort)];
  }
}

/** Parts that mean nothing (the value beside `nil`, the fields of another case) become the same everywhere. */
export function keyTerms(problem: Problem, sort: Sort, value: Sym, span: Span): readonly Term[] {
  if (isScalar(sort)) return [termOf(value)];
  switch (sort.kind) {
    case 'tuple': {
      const { fields } = expectSym(value, 'tuple');
      return sort.fields.flatMap((f, i) => keyTerms(problem, f.sort, present(fields[i]), span));
    }
    case 'null': {
      const { isNil, val, parts } = expectSym(value, 'null');
      if (parts !== undefined) return parts;
      const inner = keyTerms(problem, sort.of, val, span);
      return [isNil, ...inner.map((t) => ite(isNil, nothing(problem, t.sort), t))];
    }
    case 'union':
      return unionKey(problem, sort, value, span);
    case 'seq':
    case 'set':
    case 'mset':
    case 'map':
    case 'array':
      return [problem.boxes.boxed(problem, sort, value, span)];
  }
}

function unionKey(problem: Problem, sort: UnionSort, value: Sym, span: Span): readonly Term[] {
  const { tag, fields, parts: own } = expectSym(value, 'union');
  if (own !== undefined) return own;
  const parts = fieldsOf(sort).flatMap(({ name, sort: of, cases }) => {
    const active = cases.map((c) => equal(tag, numeral(c)));
    const inner = keyTerms(problem, of, present(fields.get(name)), span);
    return inner.map((t) =>
      active.reduceRight((rest, a) => ite(a, t, rest), nothing(problem, t.sort)),
    );
  });
  return [tag, ...parts];
}

/** The fields of all cases, those of one name once, with the cases that have them. */
export function fieldsOf(
  sort: UnionSort,
): readonly { readonly name: string; readonly sort: Sort; readonly cases: readonly number[] }[] {
  const found = new Map<string, { name: string; sort: Sort; cases: number[] }>();
  sort.cases.forEach(({ fields }, i) => {
    for (const f of fields) {
      const known = found.get(f.name);
      if (known === undefined) found.set(f.name, { name: f.name, sort: f.sort, cases: [i] });
      else known.cases.push(i);
    }
  });
  return [...found.values()];
}

function nothing(problem: Problem, sort: LogicSort): Term {
  if (sort === 'Bool') return FALSE;
  if (sort === 'Int') return numeral(0);
  return apply(problem.shared(`nothing.${sort}`, [], sort), []);
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a key is missing');
  return item;
}
