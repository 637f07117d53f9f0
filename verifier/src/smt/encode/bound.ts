/**
 * Values that a quantifier ranges over: variables for their parts, and what bounds the parts.
 *
 * A value of a union has variables for the fields of all its cases, and those of another case mean
 * nothing. They stand in its key all the same, so that a solver sees plain variables there and
 * finds the terms that they stand for. That is sound: a set or map may be thought to give the same
 * answer whatever stands in the parts that mean nothing, and then so do all formulas.
 */
import type { Sort, Span } from '@maat/spec-lang';
import { and, less, lessOrEqual } from '../logic/build.js';
import { numeral, variable, type LogicSort, type Term, type Variable } from '../logic/term.js';
import type { Problem } from './context.js';
import { fieldsOf } from './key.js';
import { boundOf, boxSort, isScalar, logicSort } from './logic-sort.js';
import { symOf, type NullSym, type Sym, type UnionSym } from './value.js';

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
        return this.withParts(() => ({
          kind: 'null',
          isNil: this.one(`${name}.nil`, 'Bool'),
          val: this.make(name, sort.of),
        }));
      case 'union':
        return this.withParts(() => {
          const tag = this.one(`${name}.tag`, 'Int', sort.cases.length);
          const fields = fieldsOf(sort).map(
            (f) => [f.name, this.make(`${name}.${f.name}`, f.sort)] as const,
          );
          return { kind: 'union', tag, fields: new Map(fields) };
        });
      case 'seq':
      case 'set':
      case 'mset':
      case 'map':
      case 'array':
        return this.problem.boxes.unboxed(
          this.problem,
          sort,
          this.one(name, boxSort(sort)),
          this.span,
        );
    }
  }

  private withParts(make: () => NullSym | UnionSym): Sym {
    const before = this.variables.length;
    const value = make();
    return { ...value, parts: this.variables.slice(before).map(variable) };
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
