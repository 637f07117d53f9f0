/** Values of which nothing is known: one function symbol for each question that can be asked. */
import type { Sort, Span, UnionSort } from '@maat/spec-lang';
import { apply, type LogicSort, type Term } from '../logic/term.js';
import { assumeRange, type Problem } from './context.js';
import { Inexpressible } from './inexpressible.js';
import { keySorts, keyTerms } from './key.js';
import { symOf, type Sym } from './value.js';

/** Where a value depends on others, as a state's array does on its index: their sorts and terms. */
interface Under {
  readonly sorts: readonly LogicSort[];
  readonly terms: readonly Term[];
}

/** Symbols named after the variable; each is declared once, whatever is asked how often. */
export function freshValue(problem: Problem, name: string, sort: Sort, span: Span): Sym {
  return new Maker(problem, span).make(name, sort, { sorts: [], terms: [] });
}

class Maker {
  private readonly problem: Problem;
  private readonly span: Span;

  constructor(problem: Problem, span: Span) {
    this.problem = problem;
    this.span = span;
  }

  make(name: string, sort: Sort, under: Under): Sym {
    switch (sort.kind) {
      case 'bool':
      case 'nat':
      case 'int':
      case 'char':
      case 'string':
      case 'enum':
      case 'uninterpreted':
        return symOf(this.leaf(name, sort, under));
      case 'tuple':
        return {
          kind: 'tuple',
          fields: sort.fields.map((f) => this.make(`${name}.${f.name}`, f.sort, under)),
        };
      case 'null':
        return {
          kind: 'null',
          isNil: this.ask(`${name}.nil`, under, 'Bool'),
          val: this.make(`${name}.val`, sort.of, under),
        };
      case 'union':
        return this.union(name, sort, under);
      case 'seq':
        return {
          kind: 'seq',
          len: this.natural(`${name}.len`, under),
          at: this.family(`${name}.at`, sort.of, under, ['Int'], (i: Term) => [i]),
        };
      case 'set': {
        const keys = keySorts(sort.of, this.span);
        const fn = this.symbol(`${name}.has`, [...under.sorts, ...keys], 'Bool');
        return { kind: 'set', has: (x) => apply(fn, [...under.terms, ...this.key(sort.of, x)]) };
      }
      case 'mset': {
        const keys = keySorts(sort.of, this.span);
        const fn = this.symbol(`${name}.count`, [...under.sorts, ...keys], 'Int', 0);
        return { kind: 'mset', count: (x) => apply(fn, [...under.terms, ...this.key(sort.of, x)]) };
      }
      case 'map': {
        const keys = keySorts(sort.from, this.span);
        const has = this.symbol(`${name}.defined`, [...under.sorts, ...keys], 'Bool');
        return {
          kind: 'map',
          has: (k) => apply(has, [...under.terms, ...this.key(sort.from, k)]),
          at: this.family(`${name}.at`, sort.to, under, keys, (k: Sym) => this.key(sort.from, k)),
        };
      }
      case 'array': {
        const keys = sort.index.flatMap((s) => keySorts(s, this.span));
        const keyOf = (index: readonly Sym[]): readonly Term[] =>
          sort.index.flatMap((s, i) => this.key(s, present(index[i])));
        return { kind: 'array', at: this.family(name, sort.of, under, keys, keyOf) };
      }
    }
  }

  /** The elements of a collection, made anew for each index from the same symbols. */
  private family<K>(
    name: string,
    of: Sort,
    under: Under,
    keys: readonly LogicSort[],
    keyOf: (key: K) => readonly Term[],
  ): (key: K) => Sym {
    const sorts = [...under.sorts, ...keys];
    return (key) => this.make(name, of, { sorts, terms: [...under.terms, ...keyOf(key)] });
  }

  private union(name: string, sort: UnionSort, under: Under): Sym {
    const fields = new Map<string, Sym>();
    for (const { fields: own } of sort.cases) {
      for (const f of own) {
        if (!fields.has(f.name)) fields.set(f.name, this.make(`${name}.${f.name}`, f.sort, under));
      }
    }
    return { kind: 'union', tag: this.ask(`${name}.tag`, under, 'Int', sort.cases.length), fields };
  }

  private leaf(name: string, sort: Sort, under: Under): Term {
    switch (sort.kind) {
      case 'nat':
      case 'char':
        return this.natural(name, under);
      case 'enum':
        return this.ask(name, under, 'Int', sort.values.length);
      default:
        return this.ask(name, under, logicSort(sort, this.span));
    }
  }

  private natural(name: string, under: Under): Term {
    return this.ask(name, under, 'Int', 0);
  }

  private ask(name: string, under: Under, result: LogicSort, below?: number): Term {
    return apply(this.symbol(name, under.sorts, result, below), under.terms);
  }

  /** `below` 0: a natural number without a bound. */
  private symbol(
    name: string,
    args: readonly LogicSort[],
    result: LogicSort,
    below?: number,
  ): ReturnType<Problem['shared']> {
    const known = this.problem.isDeclared(name);
    const fn = this.problem.shared(name, args, result);
    if (!known && below !== undefined) {
      assumeRange(this.problem, fn, below === 0 ? undefined : below);
    }
    return fn;
  }

  private key(sort: Sort, value: Sym): readonly Term[] {
    return keyTerms(this.problem, sort, value, this.span);
  }
}

/** The sort of a value that is one term. */
export function logicSort(sort: Sort, span: Span): LogicSort {
  switch (sort.kind) {
    case 'bool':
      return 'Bool';
    case 'nat':
    case 'int':
    case 'char':
    case 'enum':
      return 'Int';
    case 'string':
      return 'String!';
    case 'uninterpreted':
      return sort.name;
    default:
      throw new Inexpressible(`a ${sort.kind} as one term`, span);
  }
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('an index is missing');
  return item;
}
