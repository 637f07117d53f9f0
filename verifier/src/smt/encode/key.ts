/** Values as keys: what stands as an argument of a function symbol must be plain terms, one way only for each value. */
import type { Sort, Span } from '@maat/spec-lang';
import { equal, ite } from '../logic/build.js';
import {
  apply,
  FALSE,
  numeral,
  variable,
  type LogicSort,
  type Term,
  type Variable,
} from '../logic/term.js';
import type { Problem } from './context.js';
import { logicSort } from './fresh.js';
import { Inexpressible } from './inexpressible.js';
import { expectSym, symOf, termOf, type Sym } from './value.js';

/** The sorts of the terms that stand for one value of this sort. */
export function keySorts(sort: Sort, span: Span): readonly LogicSort[] {
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
      throw new Inexpressible(`a ${sort.kind} inside a key or a set's element`, span);
    default:
      return [logicSort(sort, span)];
  }
}

/** Parts that mean nothing (the value beside `nil`, the fields of another case) become the same everywhere. */
export function keyTerms(problem: Problem, sort: Sort, value: Sym, span: Span): readonly Term[] {
  switch (sort.kind) {
    case 'tuple': {
      const { fields } = expectSym(value, 'tuple');
      return sort.fields.flatMap((f, i) => keyTerms(problem, f.sort, present(fields[i]), span));
    }
    case 'null': {
      const { isNil, val } = expectSym(value, 'null');
      const inner = keyTerms(problem, sort.of, val, span);
      return [isNil, ...inner.map((t) => ite(isNil, nothing(problem, t.sort), t))];
    }
    case 'union': {
      const { tag, fields } = expectSym(value, 'union');
      const parts = fieldsOf(sort).flatMap(({ name, sort: of, cases }) => {
        const active = cases.map((c) => equal(tag, numeral(c)));
        const inner = keyTerms(problem, of, present(fields.get(name)), span);
        return inner.map((t) =>
          active.reduceRight((rest, a) => ite(a, t, rest), nothing(problem, t.sort)),
        );
      });
      return [tag, ...parts];
    }
    default:
      return [termOf(value)];
  }
}

/** Variables for one value of this sort, the value that they make, and what they must satisfy. */
export function boundValue(
  problem: Problem,
  name: string,
  sort: Sort,
  span: Span,
): {
  readonly variables: readonly Variable[];
  readonly value: Sym;
  readonly ranges: readonly Ranged[];
} {
  const variables: Variable[] = [];
  const ranges: Ranged[] = [];
  const one = (part: string, of: LogicSort, below?: number): Term => {
    const v = problem.variable(part, of);
    variables.push(v);
    if (below !== undefined) ranges.push({ term: variable(v), below });
    return variable(v);
  };
  const make = (part: string, of: Sort): Sym => {
    switch (of.kind) {
      case 'tuple':
        return { kind: 'tuple', fields: of.fields.map((f) => make(`${part}.${f.name}`, f.sort)) };
      case 'null':
        return { kind: 'null', isNil: one(`${part}.nil`, 'Bool'), val: make(part, of.of) };
      case 'union': {
        const tag = one(`${part}.tag`, 'Int', of.cases.length);
        const fields = fieldsOf(of).map(
          (f) => [f.name, make(`${part}.${f.name}`, f.sort)] as const,
        );
        return { kind: 'union', tag, fields: new Map(fields) };
      }
      case 'nat':
      case 'char':
        return symOf(one(part, 'Int', 0));
      case 'enum':
        return symOf(one(part, 'Int', of.values.length));
      case 'seq':
      case 'set':
      case 'mset':
      case 'map':
      case 'array':
        throw new Inexpressible(`a quantifier over a ${of.kind}`, span);
      default:
        return symOf(one(part, logicSort(of, span)));
    }
  };
  const value = make(name, sort);
  return { variables, value, ranges };
}

/** `0 ≤ term < below`; `below` 0 is no bound. */
export interface Ranged {
  readonly term: Term;
  readonly below: number;
}

/** The fields of all cases, those of one name once, with the cases that have them. */
export function fieldsOf(
  sort: Extract<Sort, { kind: 'union' }>,
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
