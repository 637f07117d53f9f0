/** Some value of a sort: what stands where a value means nothing, as beside `nil` or past a sequence's end. */
import type { Sort, Span } from '@maat/spec-lang';
import { apply, FALSE, numeral, TRUE } from '../logic/term.js';
import type { Problem } from './context.js';
import { fieldsOf } from './key.js';
import { isScalar, logicSort, type Scalar } from './logic-sort.js';
import { symOf, type Sym } from './value.js';

export function dummy(problem: Problem, sort: Sort, span: Span): Sym {
  const of = (inner: Sort): Sym => dummy(problem, inner, span);
  if (isScalar(sort)) return scalarDummy(problem, sort, span);
  switch (sort.kind) {
    case 'tuple':
      return { kind: 'tuple', fields: sort.fields.map((f) => of(f.sort)) };
    case 'null':
      return { kind: 'null', isNil: TRUE, val: of(sort.of) };
    case 'union': {
      const fields = fieldsOf(sort).map((f) => [f.name, of(f.sort)] as const);
      return { kind: 'union', tag: numeral(0), fields: new Map(fields) };
    }
    case 'array':
      return { kind: 'array', at: () => of(sort.of) };
    case 'seq':
    case 'set':
    case 'mset':
    case 'map':
      return emptyOf(problem, sort, span);
  }
}

function scalarDummy(problem: Problem, sort: Scalar, span: Span): Sym {
  switch (sort.kind) {
    case 'bool':
      return symOf(FALSE);
    case 'nat':
    case 'int':
    case 'char':
    case 'enum':
      return symOf(numeral(0));
    case 'string':
    case 'uninterpreted': {
      const logic = logicSort(sort, span);
      return symOf(apply(problem.shared(`nothing.${logic}`, [], logic), []));
    }
  }
}

export type Collection = Extract<Sort, { kind: 'seq' | 'set' | 'mset' | 'map' }>;

export function isCollection(sort: Sort): sort is Collection {
  return ['seq', 'set', 'mset', 'map'].includes(sort.kind);
}

/** The empty collection. */
export function emptyOf(problem: Problem, sort: Collection, span: Span): Sym {
  switch (sort.kind) {
    case 'seq':
      return { kind: 'seq', len: numeral(0), at: () => dummy(problem, sort.of, span) };
    case 'set':
      return { kind: 'set', has: () => FALSE };
    case 'mset':
      return { kind: 'mset', count: () => numeral(0) };
    case 'map':
      return { kind: 'map', has: () => FALSE, at: () => dummy(problem, sort.to, span) };
  }
}
