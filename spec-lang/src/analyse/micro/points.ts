/**
 * Where a handler pauses: before what it says upwards, and at the head of a loop. A point has a name,
 * and keeps the handler's own values that the rest of it reads.
 */
import type { Bound, Expr, Local } from '../../ir/expr.js';
import { exprsOf, subterms } from '../../ir/fold.js';
import { freeNamesOf } from '../../ir/free-names.js';
import type { UnionSort } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import { sameSort } from '../resolve/sort-relations.js';

export interface Point {
  readonly tag: string;
  /** The names in the handler, and the fields that keep their values. */
  readonly kept: readonly { readonly local: Local; readonly field: string }[];
  /** What is still to be done; the first of them is the pause itself. */
  readonly rest: readonly Stmt[];
}

export const IDLE = 'idle';

/** All points of one layer. Statements are told apart by identity: what follows one is always the same. */
export class Points {
  readonly name: string;
  private readonly found = new Map<Stmt, Point>();
  private readonly fields = new Map<string, Bound>();
  private readonly counts = new Map<string, number>();
  /** Names that need not be kept: they mean the same everywhere. */
  private readonly fixed: ReadonlySet<string>;

  constructor(name: string, fixed: ReadonlySet<string>) {
    this.name = name;
    this.fixed = fixed;
  }

  /** `base` names the handler. */
  at(rest: readonly Stmt[], base: string): Point {
    const [first] = rest;
    if (first === undefined) throw new TypeError('a point stands before a statement');
    const known = this.found.get(first);
    if (known !== undefined) return known;
    const count = (this.counts.get(base) ?? 0) + 1;
    this.counts.set(base, count);
    const tag = `${base}${String(count)}`;
    const kept = this.read(rest).map((local) => ({ local, field: this.fieldFor(local, tag) }));
    const point = { tag, kept, rest };
    this.found.set(first, point);
    return point;
  }

  get all(): readonly Point[] {
    return [...this.found.values()];
  }

  /** Complete only when all handlers have been taken apart. */
  get sort(): UnionSort {
    const cases = this.all.map(({ tag, kept }) => ({
      tag,
      fields: kept.map(({ local, field }) => ({ name: field, sort: local.sort })),
    }));
    return { kind: 'union', name: this.name, cases: [{ tag: IDLE, fields: [] }, ...cases] };
  }

  private read(rest: readonly Stmt[]): readonly Local[] {
    const free = freeNamesOf(rest);
    const found = new Map<string, Local>();
    for (const expr of rest.flatMap(exprsOf).flatMap((e): readonly Expr[] => [...subterms(e)])) {
      if (expr.kind === 'local' && free.has(expr.name) && !this.fixed.has(expr.name))
        found.set(expr.name, expr);
    }
    return [...found.values()];
  }

  /** The local's own name, unless another point keeps something else under it. */
  private fieldFor(local: Local, tag: string): string {
    const other = this.fields.get(local.name);
    const name =
      other === undefined || sameSort(other.sort, local.sort) ? local.name : `${local.name}_${tag}`;
    this.fields.set(name, { name, sort: local.sort });
    return name;
  }
}
