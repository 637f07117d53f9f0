/** Choosing between two symbolic values by a condition, question by question. */
import { ite } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import {
  expectSym,
  symOf,
  termOf,
  type Grown,
  type MapSym,
  type MsetSym,
  type NullSym,
  type SetSym,
  type Sym,
  type UnionSym,
} from './value.js';

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
    case 'null':
      return chooseNull(condition, a, expectSym(b, 'null'));
    case 'union':
      return chooseUnion(condition, a, expectSym(b, 'union'));
    case 'seq': {
      const other = expectSym(b, 'seq');
      return { kind: 'seq', len: pick(a.len, other.len), at: (i) => both(a.at(i), other.at(i)) };
    }
    case 'set':
    case 'mset':
    case 'map':
      return chooseCounted(condition, a, b);
    case 'array': {
      const other = expectSym(b, 'array');
      return { kind: 'array', at: (is) => both(a.at(is), other.at(is)) };
    }
  }
}

function chooseCounted(condition: Term, a: SetSym | MsetSym | MapSym, b: Sym): Sym {
  const pick = (x: Term, y: Term): Term => ite(condition, x, y);
  const grown: Grown = (size) => pick(size(a), size(b));
  switch (a.kind) {
    case 'set': {
      const other = expectSym(b, 'set');
      return { kind: 'set', has: (x) => pick(a.has(x), other.has(x)), grown };
    }
    case 'mset': {
      const other = expectSym(b, 'mset');
      return { kind: 'mset', count: (x) => pick(a.count(x), other.count(x)), grown };
    }
    case 'map': {
      const other = expectSym(b, 'map');
      const { has, at } = other;
      return {
        kind: 'map',
        has: (k) => pick(a.has(k), has(k)),
        at: (k) => chooseSym(condition, a.at(k), at(k)),
        grown,
      };
    }
  }
}

/** The value beside a plain `nil` means nothing, so the other one may stand in its place. */
function chooseNull(condition: Term, a: NullSym, b: NullSym): Sym {
  const isNil = ite(condition, a.isNil, b.isNil);
  if (a.isNil === TRUE) return { kind: 'null', isNil, val: b.val };
  if (b.isNil === TRUE) return { kind: 'null', isNil, val: a.val };
  return { kind: 'null', isNil, val: chooseSym(condition, a.val, b.val) };
}

function chooseUnion(condition: Term, a: UnionSym, b: UnionSym): Sym {
  const fields = [...a.fields].map(
    ([name, f]) => [name, chooseSym(condition, f, present(b.fields.get(name)))] as const,
  );
  return { kind: 'union', tag: ite(condition, a.tag, b.tag), fields: new Map(fields) };
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a value is missing');
  return item;
}
