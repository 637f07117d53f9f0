/** A model's values as values of the reference semantics: what to ask, and how to read the answers. */
import {
  mapOf,
  msetOfCounts,
  seqOf,
  setOf,
  sortedArray,
  someOf,
  tupleOf,
  unionOf,
  elementNames,
  equalValues,
  type MapSort,
  type Sort,
  type Span,
  type UnionSort,
  type Value,
} from '@maat/spec-lang';
import type { Problem } from '../encode/context.js';
import { dummy } from '../encode/dummy.js';
import {
  boxSort,
  isScalar,
  logicSort,
  type Collection,
  type Scalar,
} from '../encode/logic-sort.js';
import { fieldsOf } from '../encode/key.js';
import { expectSym, symOf, termOf, type MapSym, type Sym, type UnionSym } from '../encode/value.js';
import { FALSE, numeral, type Term } from '../logic/term.js';
import { elementFn, elementsOf, TooLarge, upTo, type FiniteInstance } from './instance.js';

const MOST_KEYS = 5_000;

/** The value that the model gives to a term, as text. */
export type Answers = (term: Term) => string;

/** Reads values from a model; run once with answers that only note the terms, it says what to ask. */
export class Reader {
  private readonly problem: Problem;
  private readonly instance: FiniteInstance;
  private readonly answers: Answers;
  private readonly span: Span;

  constructor(problem: Problem, instance: FiniteInstance, answers: Answers, span: Span) {
    this.problem = problem;
    this.instance = instance;
    this.answers = answers;
    this.span = span;
  }

  read(sort: Sort, sym: Sym): Value {
    if (isScalar(sort)) return this.scalar(sort, termOf(sym));
    switch (sort.kind) {
      case 'tuple': {
        const { fields } = expectSym(sym, 'tuple');
        return tupleOf(sort.fields.map((f, i) => this.read(f.sort, present(fields[i]))));
      }
      case 'null': {
        const { isNil, val } = expectSym(sym, 'null');
        const value = this.read(sort.of, val);
        return this.holds(isNil) ? { kind: 'nil' } : someOf(value);
      }
      case 'union':
        return this.union(sort, expectSym(sym, 'union'));
      case 'seq': {
        const { len, at } = expectSym(sym, 'seq');
        const all = upTo(this.instance.greatest).map((i) => this.read(sort.of, at(numeral(i))));
        return seqOf(all.slice(0, this.number(len)));
      }
      case 'set': {
        const { has } = expectSym(sym, 'set');
        const members = this.keys(sort.of).filter((k) => this.holds(has(k.sym)));
        return setOf(members.map((k) => k.value));
      }
      case 'mset': {
        const { count } = expectSym(sym, 'mset');
        const counts = this.keys(sort.of).map((k) => [k.value, this.number(count(k.sym))] as const);
        return msetOfCounts(counts.filter(([, n]) => n > 0));
      }
      case 'map':
        return this.map(sort, expectSym(sym, 'map'));
      case 'array':
        return this.array(sort, expectSym(sym, 'array').at);
    }
  }

  private union(sort: UnionSort, { tag, fields }: UnionSym): Value {
    const values = new Map(
      fieldsOf(sort).map((f) => [f.name, this.read(f.sort, present(fields.get(f.name)))] as const),
    );
    const own = sort.cases[this.number(tag)] ?? present(sort.cases[0]);
    return unionOf(
      own.tag,
      own.fields.map((f) => present(values.get(f.name))),
    );
  }

  private map(sort: MapSort, { has, at }: MapSym): Value {
    const all = this.keys(sort.from).map((k) => ({
      isDefined: this.holds(has(k.sym)),
      entry: [k.value, this.read(sort.to, at(k.sym))] as const,
    }));
    return mapOf(all.filter((e) => e.isDefined).map((e) => e.entry));
  }

  /** Everywhere the sort's default but where the model says otherwise. */
  private array(sort: Sort & { kind: 'array' }, at: (index: readonly Sym[]) => Sym): Value {
    const otherwise = this.defaultOf(sort.of);
    const entries = this.indices(sort.index).map(
      (keys) =>
        [
          keys.length === 1 ? present(keys[0]).value : tupleOf(keys.map((k) => k.value)),
          this.read(sort.of, at(keys.map((k) => k.sym))),
        ] as const,
    );
    return sortedArray(
      otherwise,
      entries.filter(([, v]) => !equalValues(v, otherwise)),
    );
  }

  private defaultOf(sort: Sort): Value {
    const nothing = dummy(this.problem, sort, this.span);
    const plain: Answers = (term) =>
      term.kind === 'truth' || term.kind === 'numeral' ? String(term.value) : '0';
    return new Reader(this.problem, this.instance, plain, this.span).read(sort, nothing);
  }

  private indices(sorts: readonly Sort[]): readonly (readonly Key[])[] {
    return sorts.reduce<readonly (readonly Key[])[]>(
      (rows, sort) => {
        const keys = this.keys(sort);
        if (rows.length * keys.length > MOST_KEYS) throw new TooLarge();
        return rows.flatMap((row) => keys.map((k) => [...row, k]));
      },
      [[]],
    );
  }

  /** All values of a key's sort in the instance. */
  private keys(sort: Sort): readonly Key[] {
    if (isScalar(sort)) {
      return this.domain(sort).map((term) => ({
        sym: symOf(term),
        value: this.element(sort, term),
      }));
    }
    if (sort.kind === 'null') return this.nullKeys(sort.of);
    if (sort.kind === 'union') return this.unionKeys(sort);
    if (sort.kind !== 'tuple') return this.boxes(sort);
    return this.indices(sort.fields.map((f) => f.sort)).map((row) => ({
      sym: { kind: 'tuple', fields: row.map((k) => k.sym) },
      value: tupleOf(row.map((k) => k.value)),
    }));
  }

  private nullKeys(of: Sort): readonly Key[] {
    const nothing: Key = {
      sym: dummy(this.problem, { kind: 'null', of }, this.span),
      value: { kind: 'nil' },
    };
    const some = this.keys(of).map(({ sym, value }): Key => {
      return { sym: { kind: 'null', isNil: FALSE, val: sym }, value: someOf(value) };
    });
    return [nothing, ...some];
  }

  private unionKeys(sort: UnionSort): readonly Key[] {
    return sort.cases.flatMap(({ tag, fields }, i) =>
      this.indices(fields.map((f) => f.sort)).map((row): Key => {
        const given = new Map(fields.map((f, j) => [f.name, present(row[j]).sym]));
        const all = fieldsOf(sort).map((f) => {
          return [f.name, given.get(f.name) ?? dummy(this.problem, f.sort, this.span)] as const;
        });
        return {
          sym: { kind: 'union', tag: numeral(i), fields: new Map(all) },
          value: unionOf(
            tag,
            row.map((k) => k.value),
          ),
        };
      }),
    );
  }

  /** Of all collections those that the model knows as parts of keys. */
  private boxes(sort: Collection): readonly Key[] {
    return elementsOf(boxSort(sort), this.instance).map((box) => {
      const sym = this.problem.boxes.unboxed(this.problem, sort, box, this.span);
      return { sym, value: this.read(sort, sym) };
    });
  }

  private domain(sort: Scalar): readonly Term[] {
    if (sort.kind === 'enum') return sort.values.map((_, i) => numeral(i));
    return elementsOf(logicSort(sort, this.span), this.instance);
  }

  private scalar(sort: Scalar, term: Term): Value {
    const text = this.answers(term);
    switch (sort.kind) {
      case 'bool':
        return text === 'true';
      case 'nat':
      case 'int':
        return integer(text);
      case 'char':
        return String.fromCodePoint(Math.max(0, integer(text)));
      case 'enum':
        return sort.values[integer(text)] ?? present(sort.values[0]);
      case 'string':
      case 'uninterpreted':
        return this.named(logicSort(sort, this.span), text);
    }
  }

  private element(sort: Scalar, term: Term): Value {
    const text =
      term.kind === 'application' ? term.fn.name : 'value' in term ? String(term.value) : '';
    return new Reader(this.problem, this.instance, () => text, this.span).scalar(sort, term);
  }

  private named(sort: string, text: string): string {
    const { names: given, elements } = this.instance;
    const names = given?.get(sort) ?? elementNames(sort, elements);
    const plain = text.replaceAll('|', '');
    const place = names.findIndex((_, i) => elementFn(sort, i).name === plain);
    return present(names[Math.max(0, place)]);
  }

  private holds(term: Term): boolean {
    return this.answers(term) === 'true';
  }

  private number(term: Term): number {
    return integer(this.answers(term));
  }
}

interface Key {
  readonly sym: Sym;
  readonly value: Value;
}

/** `3` or `(- 3)`. */
function integer(text: string): number {
  const digits = /\d+/.exec(text)?.[0] ?? '0';
  return text.includes('-') ? -Number(digits) : Number(digits);
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a value is missing');
  return item;
}
