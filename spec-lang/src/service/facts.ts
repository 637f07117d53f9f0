/** What the analysis made of each term of one file, to be asked for by place. */
import type { Observer, Scope } from '../analyse/resolve/scope.js';
import type { Expr } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import type { AstExpr } from '../syntax/ast.js';

export interface Fact {
  readonly e: AstExpr;
  readonly scope: Scope;
  /** The sort that the place asks for. */
  readonly want: Sort | undefined;
  readonly typed: Expr | undefined;
}

export class Facts implements Observer {
  readonly #file: string;
  /** By place; a term may be looked at more than once, and the last look that made sense of it counts. */
  readonly #facts = new Map<number, Fact>();

  constructor(file: string) {
    this.#file = file;
  }

  term(e: AstExpr, scope: Scope, want: Sort | undefined, typed: Expr | undefined): void {
    if (e.span.file !== this.#file) return;
    const key = keyOf(e);
    const before = this.#facts.get(key);
    if (before?.typed !== undefined && typed === undefined) return;
    this.#facts.set(key, { e, scope, want: want ?? before?.want, typed });
  }

  of(e: { readonly span: { readonly start: number; readonly end: number } }): Fact | undefined {
    return this.#facts.get(keyOf(e));
  }

  /** The narrowest term around this place that has a sort. */
  around(offset: number): Fact | undefined {
    let best: Fact | undefined;
    for (const fact of this.#facts.values()) {
      const { start, end } = fact.e.span;
      if (start > offset || offset > end || fact.typed === undefined) continue;
      if (best === undefined || end - start < best.e.span.end - best.e.span.start) best = fact;
    }
    return best;
  }

  *within(span: { readonly start: number; readonly end: number }): Generator<Fact> {
    for (const fact of this.#facts.values())
      if (fact.e.span.start >= span.start && fact.e.span.end <= span.end) yield fact;
  }
}

function keyOf({
  span,
}: {
  readonly span: { readonly start: number; readonly end: number };
}): number {
  // Texts are shorter than 2^21 characters, or else not looked at.
  return span.start * 0x20_0000 + span.end;
}
