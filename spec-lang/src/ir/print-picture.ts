/** Pictures as text. */
import { exprDoc } from './print-expr.js';
import type { Surface } from './print-hints.js';
import { docLines, where } from './print-automaton.js';
import { concat, group, hardline, join, line, nest, type Doc } from './print-layout.js';
import { forHead } from './print-stmt.js';
import { COLOUR_SORT, type Drawn, type Mark, type Place } from './picture.js';
import type { Picture } from './program.js';
import type { Expr } from './expr.js';
import { INT, NAT, type Sort } from './sort.js';

export function pictureDoc(unit: Picture, surface: Surface): Doc {
  const head = unit.name === '' ? `picture of ${unit.of}` : `picture ${unit.name} of ${unit.of}`;
  return concat(docLines(unit.doc), head, nest(concat(hardline, marksDoc(unit.marks, surface))));
}

function marksDoc(marks: readonly Mark[], surface: Surface): Doc {
  return join(
    marks.map((mark) => markDoc(mark, surface)),
    ';',
    hardline,
  );
}

function markDoc(mark: Mark, surface: Surface): Doc {
  if (mark.kind === 'drawn') return drawnDoc(mark, surface);
  const body = mark.marks.length === 0 ? '' : nest(concat(hardline, marksDoc(mark.marks, surface)));
  return concat(forHead(mark, surface), body, hardline, 'od');
}

function drawnDoc(mark: Drawn, surface: Surface): Doc {
  const [first, second] = mark.at.map((place) => placeDoc(place, surface));
  const ends =
    second === undefined
      ? concat(' at ', first ?? '')
      : concat(' from ', first ?? '', ' to ', second);
  const traits = [
    ...traitDoc('size', mark.size, NAT, surface),
    ...traitDoc('label', mark.label, undefined, surface),
    ...traitDoc('colour', mark.colour ? [mark.colour] : [], COLOUR_SORT, surface),
  ];
  return group(
    mark.shape,
    ends,
    nest(concat(...traits.map((t) => concat(line, t)), where(mark.where, surface))),
  );
}

function traitDoc(
  word: string,
  values: readonly Expr[],
  want: Sort | undefined,
  surface: Surface,
): readonly Doc[] {
  return values.length === 0 ? [] : [concat(`${word} `, listDoc(values, want, surface))];
}

function listDoc(values: readonly Expr[], want: Sort | undefined, surface: Surface): Doc {
  return join(
    values.map((value) => exprDoc(value, want, surface)),
    ', ',
  );
}

function placeDoc({ arrangement, values, by }: Place, surface: Surface): Doc {
  const anchor =
    arrangement === 'point'
      ? concat('(', listDoc(values, INT, surface), ')')
      : concat(`${arrangement}(`, listDoc(values, undefined, surface), ')');
  return by.length === 0 ? anchor : concat(anchor, ' by (', listDoc(by, INT, surface), ')');
}
