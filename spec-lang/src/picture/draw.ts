/** The meaning of a picture: what it shows of one state, as data. */
import { COLOURS, type ColourName, type Drawn, type Mark, type Several } from '../ir/picture.js';
import type { Expr } from '../ir/expr.js';
import type { Picture } from '../ir/program.js';
import { SpecError, specError } from '../semantics/failure.js';
import type { Instance } from '../semantics/instance.js';
import { keyOf } from '../semantics/key.js';
import { itemsOf, showValue } from '../semantics/show.js';
import type { State, Value } from '../semantics/value.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { pointOf, type Point, type Values } from './place.js';

/** A mark as it stands on the plane; y grows downwards. */
export type DrawnMark = Body | Link;

interface Common {
  /** The same for what is the same mark in another state. */
  readonly key: string;
  readonly lines: readonly string[];
  readonly colour: ColourName;
}

export interface Body extends Common, Point {
  readonly shape: 'circle' | 'box' | 'text';
  readonly width: number;
  readonly height: number;
}

export interface Link extends Common {
  readonly shape: 'line' | 'arrow';
  readonly from: Point;
  readonly to: Point;
}

export interface DrawnPicture {
  readonly marks: readonly DrawnMark[];
  /** Marks that have no value in this state, with the place in the text; they are left out. */
  readonly problems: readonly Diagnostic[];
}

export function drawPicture(picture: Picture, instance: Instance, state: State): DrawnPicture {
  const page: Page = { instance, state, marks: [], problems: new Map() };
  drawMarks(picture.marks, new Map(), '', page);
  return { marks: page.marks, problems: [...page.problems.values()] };
}

interface Page {
  readonly instance: Instance;
  readonly state: State;
  readonly marks: DrawnMark[];
  /** Each once, though many values may bring it about. */
  readonly problems: Map<string, Diagnostic>;
}

type Locals = ReadonlyMap<string, Value>;

function drawMarks(marks: readonly Mark[], locals: Locals, key: string, page: Page): void {
  for (const [i, mark] of marks.entries()) {
    const own = `${key}${i}`;
    noting(page, () => {
      if (mark.kind === 'for') drawSeveral(mark, locals, own, page);
      else drawOne(mark, locals, own, page);
    });
  }
}

/** What one mark lacks is no reason to leave out the others. */
function noting(page: Page, draw: () => void): void {
  try {
    draw();
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    for (const d of error.diagnostics)
      page.problems.set(JSON.stringify([d.code, d.span, d.message]), d);
  }
}

function drawSeveral(mark: Several, locals: Locals, key: string, page: Page): void {
  const { variable, within, where, span } = mark;
  // The values are those of `{ x : x: T \in S where P }`, so that a loop here means what it does there.
  const values = page.instance.evaluate(
    {
      kind: 'comprehension',
      element: { kind: 'local', name: variable.name, sort: variable.sort, span },
      variable,
      ...(within ? { within } : {}),
      ...(where ? { where } : {}),
      sort: { kind: 'set', of: variable.sort },
      span,
    },
    page.state,
    locals,
  );
  for (const value of itemsOf(values))
    drawMarks(
      mark.marks,
      new Map(locals).set(variable.name, value),
      `${key}.${keyOf(value)}.`,
      page,
    );
}

/** More nobody can look at, and a page takes long to show. */
const MOST = 2000;

function drawOne(mark: Drawn, locals: Locals, key: string, page: Page): void {
  const values: Values = {
    scope: page.instance.scope,
    value: (expr) => page.instance.evaluate(expr, page.state, locals),
  };
  if (mark.where !== undefined && values.value(mark.where) !== true) return;
  const [first, second] = mark.at.map((place) => pointOf(place, values));
  if (first === undefined) throw new TypeError('a mark has a place');
  if (page.marks.length >= MOST)
    throw specError(
      'E0607',
      mark.span,
      `a picture shows ${MOST} marks at most; the rest is left out`,
    );
  const common = {
    key,
    lines: mark.label.map((e) => shown(e, values)).filter((line) => line !== ''),
    colour: colourOf(mark.colour && values.value(mark.colour)),
  };
  if (mark.shape === 'line' || mark.shape === 'arrow')
    page.marks.push({ ...common, shape: mark.shape, from: first, to: second ?? first });
  else page.marks.push({ ...common, ...first, shape: mark.shape, ...extent(mark, values) });
}

/** As everywhere else, but a text that is meant to be read has no quotes around it. */
function shown(expr: Expr, values: Values): string {
  const value = values.value(expr);
  const isText = expr.sort.kind === 'string' || expr.sort.kind === 'char';
  return isText && typeof value === 'string' ? value : showValue(value, expr.sort);
}

function colourOf(value: Value | undefined): ColourName {
  return COLOURS.find((name) => name === value) ?? 'plain';
}

const USUAL: Readonly<Record<Body['shape'], readonly [number, number]>> = {
  circle: [64, 64],
  box: [88, 44],
  text: [0, 0],
};

function extent(mark: Drawn, values: Values): { readonly width: number; readonly height: number } {
  const [width, height = width] = mark.size.map((e) => Number(values.value(e)));
  const [usualWidth, usualHeight] = USUAL[mark.shape as Body['shape']];
  return { width: width ?? usualWidth, height: height ?? usualHeight };
}
