/** How a line runs between two marks: from edge to edge, an arrow in a slight bow, so that two can pass. */
import type { Body, Link } from './draw.js';
import type { Point } from './place.js';
import { heightOf, widthOf } from './text.js';

export interface Route {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
  /** Where the label's middle is. */
  readonly label: Point;
}

const BOW = 0.12;
const GAP = 4;

export function routeOf(link: Link, bodies: readonly Body[]): Route {
  const [at, to] = [bodyAt(link.from, bodies), bodyAt(link.to, bodies)];
  if (same(link.from, link.to)) return loopOf(link, at);
  const { x: dx, y: dy } = minus(link.to, link.from);
  const bow = link.shape === 'arrow' ? BOW : 0;
  const middle = half(link.from, link.to);
  const control = { x: middle.x + dy * bow, y: middle.y - dx * bow };
  const start = edgeOf(link.from, control, at, 0);
  const end = edgeOf(link.to, control, to, link.shape === 'arrow' ? GAP : 0);
  const length = Math.hypot(dx, dy);
  const side = { x: dy / length, y: -dx / length };
  const peak = half(half(start, end), control);
  return { start, control, end, label: beside(peak, side, link.lines) };
}

/** Out of the mark at its top, and back into it. */
function loopOf(link: Link, body: Body | undefined): Route {
  const { x, y } = link.from;
  const top = y - (body?.height ?? 0) / 2 - GAP;
  const reach = (body?.width ?? 24) / 4;
  const start = { x: x - reach, y: top + 6 };
  const end = { x: x + reach, y: top + 4 };
  const control = { x, y: top - 64 };
  return { start, control, end, label: beside({ x, y: top - 30 }, { x: 0, y: -1 }, link.lines) };
}

/** The label stands clear of the line, however wide it is. */
function beside(at: Point, side: Point, lines: readonly string[]): Point {
  const x = at.x + side.x * (6 + widthOf(lines, 11) / 2);
  return { x, y: at.y + side.y * (4 + heightOf(lines, 11) / 2 + 2) };
}

function bodyAt(point: Point, bodies: readonly Body[]): Body | undefined {
  return bodies.find((b) => b.shape !== 'text' && same(b, point));
}

/** Where the way from the middle of a mark towards a point leaves it. */
function edgeOf(from: Point, towards: Point, body: Body | undefined, gap: number): Point {
  const way = minus(towards, from);
  const length = Math.hypot(way.x, way.y);
  if (body === undefined || length === 0) return from;
  const [dx, dy] = [way.x / length, way.y / length];
  const reach =
    body.shape === 'circle'
      ? body.width / 2
      : Math.min(body.width / 2 / Math.abs(dx), body.height / 2 / Math.abs(dy));
  return { x: from.x + dx * (reach + gap), y: from.y + dy * (reach + gap) };
}

function same(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5;
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

function half(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
