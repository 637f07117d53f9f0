/** Values of the reference semantics as symbolic ones, in a finite instance whose elements have symbols. */
import {
  equalValues,
  itemsOf,
  type MapSort,
  type Sort,
  type Span,
  type Value,
} from '@maat/spec-lang';
import { and, equal, or } from '../logic/build.js';
import { numeral, truth, type Term } from '../logic/term.js';
import { chooseSym } from './choose.js';
import { equalSyms } from './compare.js';
import type { Problem } from './context.js';
import { dummy } from './dummy.js';
import { fieldsOf } from './key.js';
import { isScalar, type Scalar } from './logic-sort.js';
import { symOf, type Sym } from './value.js';

/** The symbol of an uninterpreted sort's element, by its name. */
export type ElementOf = (sort: string, name: string) => Term;

export class Literals {
  private readonly problem: Problem;
  private readonly element: ElementOf;
  private readonly span: Span;

  constructor(problem: Problem, element: ElementOf, span: Span) {
    this.problem = problem;
    this.element = element;
    this.span = span;
  }

  of(sort: Sort, value: Value): Sym {
    if (isScalar(sort)) return symOf(this.scalar(sort, value));
    const items = itemsOf(value);
    switch (sort.kind) {
      case 'tuple':
        return {
          kind: 'tuple',
          fields: sort.fields.map((f, i) => this.of(f.sort, part(value, i))),
        };
      case 'union':
        return this.union(sort, value);
      case 'null':
        return isSome(value)
          ? { kind: 'null', isNil: truth(false), val: this.of(sort.of, value.value) }
          : dummy(this.problem, sort, this.span);
      case 'seq': {
        const elements = items.map((e) => this.of(sort.of, e));
        return {
          kind: 'seq',
          len: numeral(elements.length),
          at: (i) => this.at(sort.of, elements, i),
        };
      }
      case 'set': {
        const elements = items.map((e) => this.of(sort.of, e));
        return { kind: 'set', has: (x) => or(...elements.map((e) => this.same(sort.of, x, e))) };
      }
      case 'mset':
        return { kind: 'mset', count: (x) => this.count(sort.of, items, x) };
      case 'map':
        return this.map(sort, value);
      case 'array':
        return this.array(sort, value);
    }
  }

  private scalar(sort: Scalar, value: Value): Term {
    if (typeof value === 'boolean') return truth(value);
    if (typeof value === 'number') return numeral(value);
    if (typeof value !== 'string') throw new TypeError('a scalar is meant');
    if (sort.kind === 'enum') return numeral(sort.values.indexOf(value));
    if (sort.kind === 'char') return numeral(value.codePointAt(0) ?? 0);
    return this.element(sort.kind === 'uninterpreted' ? sort.name : 'String!', value);
  }

  private union(sort: Sort & { kind: 'union' }, value: Value): Sym {
    if (typeof value !== 'object' || value.kind !== 'union')
      throw new TypeError('a union is meant');
    const tag = sort.cases.findIndex((c) => c.tag === value.tag);
    const own = sort.cases[tag]?.fields ?? [];
    const fields = fieldsOf(sort).map(({ name, sort: of }) => {
      const place = own.findIndex((f) => f.name === name);
      const held = value.fields[place];
      return [
        name,
        held === undefined ? dummy(this.problem, of, this.span) : this.of(of, held),
      ] as const;
    });
    return { kind: 'union', tag: numeral(tag), fields: new Map(fields) };
  }

  private at(of: Sort, elements: readonly Sym[], i: Term): Sym {
    return elements.reduceRight(
      (rest, e, k) => chooseSym(equal(i, numeral(k)), e, rest),
      dummy(this.problem, of, this.span),
    );
  }

  private count(of: Sort, items: readonly Value[], x: Sym): Term {
    const distinct = items.filter((e, i) => items.findIndex((f) => equalValues(e, f)) === i);
    const counted = distinct.map((e) => ({
      here: this.same(of, x, this.of(of, e)),
      times: items.filter((f) => equalValues(e, f)).length,
    }));
    const none = symOf(numeral(0));
    const sym = counted.reduceRight<Sym>(
      (rest, { here, times }) => chooseSym(here, symOf(numeral(times)), rest),
      none,
    );
    return sym.kind === 'term' ? sym.term : numeral(0);
  }

  private map(sort: MapSort, value: Value): Sym {
    const entries = entriesOf(value).map(
      ([k, v]) => [this.of(sort.from, k), this.of(sort.to, v)] as const,
    );
    const here = (k: Sym, key: Sym): Term => this.same(sort.from, k, key);
    return {
      kind: 'map',
      has: (k) => or(...entries.map(([key]) => here(k, key))),
      at: (k) =>
        entries.reduceRight<Sym>(
          (rest, [key, v]) => chooseSym(here(k, key), v, rest),
          dummy(this.problem, sort.to, this.span),
        ),
    };
  }

  private array(sort: Sort & { kind: 'array' }, value: Value): Sym {
    if (typeof value !== 'object' || value.kind !== 'array')
      throw new TypeError('an array is meant');
    const otherwise = this.of(sort.of, value.otherwise);
    const entries = value.entries.map(([k, v]) => {
      const index = sort.index.length === 1 ? [k] : sort.index.map((_, i) => part(k, i));
      return [sort.index.map((s, i) => this.of(s, index[i] ?? k)), this.of(sort.of, v)] as const;
    });
    const here = (is: readonly Sym[], keys: readonly Sym[]): Term =>
      and(...sort.index.map((s, i) => this.same(s, is[i] ?? otherwise, keys[i] ?? otherwise)));
    return {
      kind: 'array',
      at: (is) =>
        entries.reduceRight<Sym>(
          (rest, [keys, v]) => chooseSym(here(is, keys), v, rest),
          otherwise,
        ),
    };
  }

  private same(sort: Sort, a: Sym, b: Sym): Term {
    return equalSyms(this.problem, sort, a, b, this.span);
  }
}

function part(value: Value, i: number): Value {
  const fields = typeof value === 'object' && value.kind === 'tuple' ? value.fields : [];
  const field = fields[i];
  if (field === undefined) throw new TypeError('a tuple is meant');
  return field;
}

function isSome(value: Value): value is Value & { readonly kind: 'some'; readonly value: Value } {
  return typeof value === 'object' && value.kind === 'some';
}

function entriesOf(value: Value): readonly (readonly [Value, Value])[] {
  return typeof value === 'object' && value.kind === 'map' ? value.entries : [];
}
