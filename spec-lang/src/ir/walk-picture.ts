/** The only functions that know the shapes of marks. */
import type { Expr } from './expr.js';
import type { Drawn, Mark, Place } from './picture.js';

/** The outermost terms of the marks and of those inside them, in the order written. */
export function termsOfMarks(marks: readonly Mark[]): readonly Expr[] {
  return marks.flatMap((mark) =>
    mark.kind === 'for'
      ? [...present(mark.within), ...present(mark.where), ...termsOfMarks(mark.marks)]
      : termsOfDrawn(mark),
  );
}

function termsOfDrawn({ at, size, label, colour, where }: Drawn): readonly Expr[] {
  const places = at.flatMap((p: Place) => [...p.values, ...p.by]);
  return [...places, ...size, ...label, ...present(colour), ...present(where)];
}

function present(term: Expr | undefined): readonly Expr[] {
  return term === undefined ? [] : [term];
}
