/** Terms as text inside messages, on one line. */
import type { Expr } from '../ir/expr.js';
import { exprDoc } from '../ir/print-expr.js';
import { PLAIN } from '../ir/print-hints.js';
import { render } from '../ir/print-layout.js';

/** The names of the two automata, where a term speaks of both. */
export interface Sides {
  readonly concrete: string;
  readonly abstract: string;
}

export function termText(expr: Expr, sides?: Sides): string {
  const surface = sides === undefined ? PLAIN : { ...PLAIN, sides };
  return render(exprDoc(expr, expr.sort, surface)).replace(/\s*\n\s*/g, ' ');
}
