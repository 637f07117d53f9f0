/** Where an operator is applied: its node, its operands, and when these have values. */
import type { Apply, Operator, Sort } from '@maat/spec-lang';
import { and } from '../../logic/build.js';
import type { Term } from '../../logic/term.js';
import { equalSyms } from '../compare.js';
import type { Problem } from '../context.js';
import { expectSym, symOf, termOf, type Meant, type SeqSym, type Sym } from '../value.js';

/** What operators mean, by name. */
export type Rules = Readonly<Partial<Record<Operator, (site: Site) => Meant>>>;

export class Site {
  readonly problem: Problem;
  readonly expr: Apply;
  readonly operands: readonly Sym[];
  /** All operands are defined. */
  readonly ok: Term;

  constructor(problem: Problem, expr: Apply, operands: readonly Meant[]) {
    this.problem = problem;
    this.expr = expr;
    this.operands = operands.map((o) => o.value);
    this.ok = and(...operands.map((o) => o.ok));
  }

  sym(i: number): Sym {
    return present(this.operands[i]);
  }

  term(i: number): Term {
    return termOf(this.sym(i));
  }

  seq(i: number): SeqSym {
    return expectSym(this.sym(i), 'seq');
  }

  sort(i: number): Sort {
    return present(this.expr.args[i]).sort;
  }

  /** The sort of a collection's elements. */
  elementOf(sort: Sort): Sort {
    if (!('of' in sort)) throw new TypeError('a collection is meant');
    return sort.of;
  }

  same(sort: Sort, a: Sym, b: Sym): Term {
    return equalSyms(this.problem, sort, a, b, this.expr.span);
  }

  /** A value wherever the operands have one. */
  total(value: Sym): Meant {
    return { value, ok: this.ok };
  }

  says(formula: Term): Meant {
    return this.total(symOf(formula));
  }

  /** A value only under this condition. */
  when(condition: Term, value: Sym): Meant {
    return { value, ok: and(this.ok, condition) };
  }
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('an operand is missing');
  return item;
}
