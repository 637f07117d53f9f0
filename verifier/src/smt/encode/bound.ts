/** Values that a quantifier ranges over: variables for their parts, and what bounds the parts. */
import type { Sort, Span } from '@maat/spec-lang';
import { and, less, lessOrEqual } from '../logic/build.js';
import { numeral, variable, type LogicSort, type Term, type Variable } from '../logic/term.js';
import type { Problem } from './context.js';
import { Inexpressible } from './inexpressible.js';
import { fieldsOf } from './key.js';
import { boundOf, isScalar, logicSort } from './logic-sort.js';
import { symOf, type Sym } from './value.js';

export interface BoundValue {
  readonly variables: readonly Variable[];
  readonly value: Sym;
  /** The parts are of their sorts: numbers not negative, tags those of a case. */
  readonly inside: Term;
}

export function boundValue(problem: Problem, name: string, sort: Sort, span: Span): BoundValue {
  const maker = new Maker(problem, span);
  const value = maker.make(name, sort);
  return { variables: maker.variables, value, inside: and(...maker.ranges) };
}

class Maker {
  readonly variables: Variable[] = [];
  readonly ranges: Term[] = [];
  private readonly problem: Problem;
  private readonly span: Span;

  constructor(problem: Problem, span: Span) {
    this.problem = problem;
    this.span = span;
  }

  make(name: string, sort: Sort): Sym {
    if (isScalar(sort)) return symOf(this.one(name, logicSort(sort, this.span), boundOf(sort)));
    switch (sort.kind) {
      case 'tuple':
        return {
          kind: 'tuple',
          fields: sort.fields.map((f) => this.make(`${name}.${f.name}`, f.sort)),
        };
      case 'null':
        return {
          kind: 'null',
          isNil: this.one(`${name}.nil`, 'Bool'),
          val: this.make(name, sort.of),
        };
      case 'union': {
        const tag = this.one(`${name}.tag`, 'Int', sort.cases.length);
        const fields = fieldsOf(sort).map(
          (f) => [f.name, this.make(`${name}.${f.name}`, f.sort)] as const,
        );
        return { kind: 'union', tag, fields: new Map(fields) };
      }
      case 'seq':
      case 'set':
      case 'mset':
      case 'map':
      case 'array':
        throw new Inexpressible(`a quantifier over a ${sort.kind}`, this.span);
    }
  }

  /** `below` 0: a number that is not negative. */
  private one(name: string, sort: LogicSort, below?: number): Term {
    const v = this.problem.variable(name, sort);
    this.variables.push(v);
    const term = variable(v);
    if (below !== undefined) this.ranges.push(lessOrEqual(numeral(0), term));
    if (below !== undefined && below > 0) this.ranges.push(less(term, numeral(below)));
    return term;
  }
}
