/** Pictures that a specification defines: marks on a plane, whose traits are terms over a state. */
import type { Span } from '../text/span.js';
import type { Bound, Expr } from './expr.js';
import type { EnumSort } from './sort.js';

export type Mark = Several | Drawn;

/** `for x: T where P do … od`: the marks, once for each value. */
export interface Several {
  readonly kind: 'for';
  readonly variable: Bound;
  readonly within?: Expr;
  readonly where?: Expr;
  readonly marks: readonly Mark[];
  readonly span: Span;
}

export type Shape = 'circle' | 'box' | 'text' | 'line' | 'arrow';

export interface Drawn {
  readonly kind: 'drawn';
  readonly shape: Shape;
  /** Where it is; of a line and an arrow, where it begins and where it ends. */
  readonly at: readonly Place[];
  /** Width and height; one number is both. Empty: as large as its shape usually is. */
  readonly size: readonly Expr[];
  /** Values of any sort, one a line. */
  readonly label: readonly Expr[];
  readonly colour?: Expr;
  /** It is drawn while this holds. */
  readonly where?: Expr;
  readonly span: Span;
}

/** Two numbers, or the place of a value in an arrangement of its sort; `by` moves it. */
export interface Place {
  readonly arrangement: 'point' | 'ring' | 'row' | 'column' | 'grid';
  readonly values: readonly Expr[];
  readonly by: readonly Expr[];
  readonly span: Span;
}

/** Names for tones, which a light and a dark page show in different ways. */
export const COLOURS = [
  'plain',
  'grey',
  'red',
  'orange',
  'gold',
  'green',
  'teal',
  'blue',
  'violet',
] as const;

export type ColourName = (typeof COLOURS)[number];

/** The sort that `colour` wants. No text can name it, so that specifications may have a Colour of their own. */
export const COLOUR_SORT: EnumSort = { kind: 'enum', name: 'Colour', values: COLOURS };
