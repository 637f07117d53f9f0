/** Reading and changing collections at an index. */
import type { Apply, Sort, Span } from '@maat/spec-lang';
import { and, equal, ite, less, lessOrEqual, or, plus } from '../logic/build.js';
import { numeral, TRUE, type Term } from '../logic/term.js';
import { chooseSym } from './choose.js';
import { equalSyms } from './compare.js';
import type { Problem } from './context.js';
import {
  expectSym,
  termOf,
  type ArraySym,
  type MapSym,
  type Meant,
  type SeqSym,
  type Sym,
} from './value.js';

/** `of[index]`: of a sequence in range, of a map where defined. */
export function indexed(of: Sym, index: readonly Sym[], ok: Term): Meant {
  if (of.kind === 'array') return { value: of.at(index), ok };
  const key = present(index[0]);
  if (of.kind === 'map') return { value: of.at(key), ok: and(ok, of.has(key)) };
  const seq = expectSym(of, 'seq');
  return { value: seq.at(termOf(key)), ok: and(ok, inside(termOf(key), seq.len)) };
}

function inside(i: Term, len: Term): Term {
  return and(lessOrEqual(numeral(0), i), less(i, len));
}

/** `update(of, index…, value)`. */
export function updated(problem: Problem, expr: Apply, args: readonly Sym[], ok: Term): Meant {
  const of = present(args[0]);
  const index = args.slice(1, -1);
  const value = present(args.at(-1));
  return written(problem, expr.sort, of, index, () => ({ value, ok }), expr.span);
}

/** Changed at one index, as it was at all others. */
export function written(
  problem: Problem,
  sort: Sort,
  old: Sym,
  index: readonly Sym[],
  inner: () => Meant,
  span: Span,
): Meant {
  const { value, ok } = inner();
  const key = present(index[0]);
  const same = (of: Sort, x: Sym, y: Sym): Term => equalSyms(problem, of, x, y, span);
  if (sort.kind === 'array') {
    const here = (is: readonly Sym[]): Term =>
      and(...sort.index.map((s, i) => same(s, present(is[i]), present(index[i]))));
    return { value: changedArray(expectSym(old, 'array'), here, value), ok };
  }
  if (sort.kind === 'map') {
    const here = (k: Sym): Term => same(sort.from, k, key);
    return { value: changedMap(expectSym(old, 'map'), key, here, value), ok };
  }
  const seq = expectSym(old, 'seq');
  const at = termOf(key);
  return { value: changedSeq(seq, at, value), ok: and(ok, inside(at, seq.len)) };
}

function changedArray(old: ArraySym, here: (is: readonly Sym[]) => Term, value: Sym): Sym {
  return { kind: 'array', at: (is) => chosen(here(is), value, () => old.at(is)) };
}

function changedMap(old: MapSym, key: Sym, here: (k: Sym) => Term, value: Sym): Sym {
  return {
    kind: 'map',
    has: (k) => or(here(k), old.has(k)),
    at: (k) => chosen(here(k), value, () => old.at(k)),
    grown: (size) => plus(size(old), ite(old.has(key), numeral(0), numeral(1))),
  };
}

function changedSeq(old: SeqSym, at: Term, value: Sym): Sym {
  return { kind: 'seq', len: old.len, at: (i) => chosen(equal(i, at), value, () => old.at(i)) };
}

function chosen(here: Term, value: Sym, old: () => Sym): Sym {
  return here === TRUE ? value : chooseSym(here, value, old());
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a place is missing');
  return item;
}
