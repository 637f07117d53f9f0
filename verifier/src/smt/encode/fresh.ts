/** Values of which nothing is known: one function symbol for each question that can be asked. */
import type { ArraySort, MapSort, Sort, Span, TupleSort, UnionSort } from '@maat/spec-lang';
import { apply, type LogicSort, type Term } from '../logic/term.js';
import { assumeRange, type Problem } from './context.js';
import { keySorts, keyTerms } from './key.js';
import { boundOf, isScalar, logicSort } from './logic-sort.js';
import { symOf, type Sym } from './value.js';

/** Where a value depends on others, as a state's array does on its index: their sorts and terms. */
export interface Under {
  readonly sorts: readonly LogicSort[];
  readonly terms: readonly Term[];
}

/** A value that is no other; its symbols are named after the variable. */
export function freshValue(problem: Problem, name: string, sort: Sort, span: Span): Sym {
  return sharedValue(problem, problem.unused(name), sort, span);
}

/** The value of that name: asked for again, it is the same. */
export function sharedValue(
  problem: Problem,
  name: string,
  sort: Sort,
  span: Span,
  under: Under = { sorts: [], terms: [] },
): Sym {
  return new Maker(problem, span).make(name, sort, under);
}

/** What is asked of a value is named after it; no variable's name has the stroke in between. */
class Maker {
  private readonly problem: Problem;
  private readonly span: Span;

  constructor(problem: Problem, span: Span) {
    this.problem = problem;
    this.span = span;
  }

  make(name: string, sort: Sort, under: Under): Sym {
    if (isScalar(sort))
      return symOf(this.ask(name, under, logicSort(sort, this.span), boundOf(sort)));
    switch (sort.kind) {
      case 'tuple':
        return this.tuple(name, sort, under);
      case 'null':
        return {
          kind: 'null',
          isNil: this.ask(`${name}/nil`, under, 'Bool'),
          val: this.make(`${name}/val`, sort.of, under),
        };
      case 'union':
        return this.union(name, sort, under);
      case 'seq':
        return {
          kind: 'seq',
          len: this.ask(`${name}/len`, under, 'Int', 0),
          at: this.family(`${name}/at`, sort.of, under, ['Int'], (i: Term) => [i]),
        };
      case 'set':
        return { kind: 'set', has: this.question(`${name}/has`, sort.of, under, 'Bool') };
      case 'mset':
        return { kind: 'mset', count: this.question(`${name}/count`, sort.of, under, 'Int', 0) };
      case 'map':
        return this.map(name, sort, under);
      case 'array':
        return this.array(name, sort, under);
    }
  }

  private tuple(name: string, sort: TupleSort, under: Under): Sym {
    const fields = sort.fields.map((f) => this.make(`${name}/${f.name}`, f.sort, under));
    return { kind: 'tuple', fields };
  }

  private map(name: string, sort: MapSort, under: Under): Sym {
    const keys = keySorts(sort.from, this.span);
    const keyOf = (k: Sym): readonly Term[] => this.key(sort.from, k);
    return {
      kind: 'map',
      has: this.question(`${name}/defined`, sort.from, under, 'Bool'),
      at: this.family(`${name}/at`, sort.to, under, keys, keyOf),
    };
  }

  private array(name: string, sort: ArraySort, under: Under): Sym {
    const keys = sort.index.flatMap((s) => keySorts(s, this.span));
    const keyOf = (index: readonly Sym[]): readonly Term[] =>
      sort.index.flatMap((s, i) => this.key(s, present(index[i])));
    return { kind: 'array', at: this.family(name, sort.of, under, keys, keyOf) };
  }

  /** What is asked of a collection about one of its possible elements or keys. */
  private question(
    name: string,
    of: Sort,
    under: Under,
    result: LogicSort,
    below?: number,
  ): (x: Sym) => Term {
    const keys = keySorts(of, this.span);
    const fn = this.symbol(name, [...under.sorts, ...keys], result, below);
    return (x) => apply(fn, [...under.terms, ...this.key(of, x)]);
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
        if (!fields.has(f.name)) fields.set(f.name, this.make(`${name}/${f.name}`, f.sort, under));
      }
    }
    return { kind: 'union', tag: this.ask(`${name}/tag`, under, 'Int', sort.cases.length), fields };
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

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('an index is missing');
  return item;
}
