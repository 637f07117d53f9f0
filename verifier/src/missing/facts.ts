/**
 * Facts that an induction may be missing: conditions that hold in every state that was reached and not
 * in the state from which the step went wrong. They are guesses: nothing is said of other states.
 */
import { BOOL, freeNames, NOWHERE, printExpr, type Bound, type Expr } from '@maat/spec-lang';
import { atomsOf, poolOf, type Atom, type Signature } from './atoms.js';
import { tableOf, type Column, type Sample, type Table } from './columns.js';

/** The simplest first, which are the strongest of their shape: none says less than one before it. */
export function missingFacts(
  signature: Signature,
  reached: readonly Sample[],
  wrong: Sample,
): readonly Expr[] {
  const pool = poolOf(signature);
  const atoms = atomsOf(signature, pool);
  const search = new Search(atoms, tableOf(atoms, pool, reached), tableOf(atoms, pool, [wrong]));
  const found = search.facts();
  return found.map((e) => quantified(e, pool)).sort((a, b) => simplicity(a) - simplicity(b));
}

/** An atom, or its negation. */
interface Literal {
  readonly index: number;
  readonly isPositive: boolean;
  readonly always: Column;
  readonly there: Column;
}

const ENOUGH = 300;

class Search {
  private readonly atoms: readonly Atom[];
  private readonly literals: readonly Literal[];
  private readonly all: Uint32Array;
  private readonly wrongRows: number;

  constructor(atoms: readonly Atom[], reached: Table, wrong: Table) {
    this.atoms = atoms;
    this.wrongRows = wrong.rows;
    this.all = new Uint32Array(Math.ceil(reached.rows / 32)).fill(0xffffffff);
    if (reached.rows % 32 !== 0) this.all[this.all.length - 1] = 2 ** (reached.rows % 32) - 1;
    this.literals = atoms.flatMap((_, index) =>
      [true, false].flatMap((isPositive): readonly Literal[] => {
        const [always, there] = [reached.columns[index], wrong.columns[index]];
        if (always === undefined || there === undefined) return [];
        return [
          {
            index,
            isPositive,
            always: signed(always, isPositive),
            there: signed(there, isPositive),
          },
        ];
      }),
    );
  }

  facts(): readonly Expr[] {
    const simple = this.literals.filter((l) => this.holds(l.always.isTrue) && !this.holdsThere(l));
    if (simple.length > 0) return simple.slice(0, ENOUGH).map((l) => this.expr(l));
    const pairs = this.implications([]);
    return pairs.length > 0 ? pairs : this.longer();
  }

  /** `first /\ … => then`, false in the wrong state; what follows from less is left out. */
  private implications(first: readonly Literal[]): readonly Expr[] {
    const found: Expr[] = [];
    for (const premise of this.literals) {
      if (found.length >= ENOUGH) break;
      if (!isUseful(premise, this.all) || first.some((l) => l.index >= premise.index)) continue;
      const premises = [...first, premise];
      for (const then of this.literals) {
        if (premises.some((l) => l.index === then.index) || this.holds(then.always.isTrue))
          continue;
        if (this.isFact(premises, then)) found.push(this.implication(premises, then));
      }
    }
    return found;
  }

  private longer(): readonly Expr[] {
    const found: Expr[] = [];
    for (const premise of this.literals) {
      if (found.length >= ENOUGH) break;
      if (isUseful(premise, this.all)) found.push(...this.implications([premise]));
    }
    return found;
  }

  private isFact(premises: readonly Literal[], then: Literal): boolean {
    if (!this.isWrongSomewhere(premises, then)) return false;
    return this.all.every((all, w) => {
      // Evaluated from left to right: what stands behind a false premise is not looked at.
      let open = all;
      for (const { always } of premises) {
        const [t, f] = [always.isTrue[w] ?? 0, always.isFalse[w] ?? 0];
        if ((open & ~(t | f)) !== 0) return false;
        open &= t;
      }
      return (open & ~(then.always.isTrue[w] ?? 0)) === 0;
    });
  }

  private isWrongSomewhere(premises: readonly Literal[], then: Literal): boolean {
    for (let row = 0; row < this.wrongRows; row++)
      if (premises.every((p) => bit(p.there.isTrue, row)) && !bit(then.there.isTrue, row))
        return true;
    return false;
  }

  private holds(bits: Uint32Array): boolean {
    return this.all.every((word, i) => ((bits[i] ?? 0) & word) >>> 0 === word);
  }

  private holdsThere({ there }: Literal): boolean {
    for (let row = 0; row < this.wrongRows; row++) if (!bit(there.isTrue, row)) return false;
    return true;
  }

  private expr({ index, isPositive }: Literal): Expr {
    const { expr } = this.atoms[index] ?? { expr: TRUE };
    return isPositive ? expr : negated(expr);
  }

  private implication(premises: readonly Literal[], then: Literal): Expr {
    const first = premises.map((l) => this.expr(l)).reduce((a, b) => binary('and', a, b));
    return binary('implies', first, this.expr(then));
  }
}

const TRUE: Expr = { kind: 'literal', value: true, sort: BOOL, span: NOWHERE };

function signed({ isTrue, isFalse }: Column, isPositive: boolean): Column {
  return isPositive ? { isTrue, isFalse } : { isTrue: isFalse, isFalse: isTrue };
}

/** A premise that never holds says nothing, and one that always does can be left out. */
function isUseful({ always }: Literal, all: Uint32Array): boolean {
  const some = always.isTrue.some((word) => word !== 0);
  return some && !all.every((word, i) => ((always.isTrue[i] ?? 0) & word) >>> 0 === word);
}

function bit(bits: Uint32Array, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

function negated(e: Expr): Expr {
  if (e.kind === 'apply' && e.op === 'eq') return { ...e, op: 'ne' };
  return { kind: 'apply', op: 'not', args: [e], sort: BOOL, span: NOWHERE };
}

function binary(op: 'and' | 'implies', a: Expr, b: Expr): Expr {
  return { kind: 'apply', op, args: [a, b], sort: BOOL, span: NOWHERE };
}

function quantified(e: Expr, pool: readonly Bound[]): Expr {
  const free = freeNames(e);
  return pool
    .filter((b) => free.has(b.name))
    .reduceRight<Expr>(
      (body, variable) => ({
        kind: 'quantified',
        quantifier: 'forall',
        variable,
        body,
        sort: BOOL,
        span: NOWHERE,
      }),
      e,
    );
}

function simplicity(e: Expr): number {
  return printExpr(e).length;
}
