/** The part of the plane that is shown: the same for all states of a run, so that nothing jumps. */
import type { Body, DrawnMark } from './draw.js';
import { routeOf } from './geometry.js';
import type { Point } from './place.js';
import { heightOf, widthOf } from './text.js';

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MARGIN = 16;

/** A single mark is not blown up. */
const LEAST: Frame = { left: -120, top: -60, right: 120, bottom: 60 };

/** Of what is drawn in several states. */
export function frameOf(states: readonly (readonly DrawnMark[])[]): Frame {
  const boxes = states.flatMap((marks) => {
    const bodies = marks.filter((m) => 'x' in m);
    return marks.map((mark) => boxOf(mark, bodies));
  });
  return boxes.length === 0 ? LEAST : padded(boxes.reduce(union));
}

export function union(a: Frame, b: Frame): Frame {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function padded(frame: Frame): Frame {
  const wide = Math.max(0, LEAST.right - LEAST.left - (frame.right - frame.left)) / 2;
  const high = Math.max(0, LEAST.bottom - LEAST.top - (frame.bottom - frame.top)) / 2;
  return {
    left: Math.floor(frame.left - wide - MARGIN),
    top: Math.floor(frame.top - high - MARGIN),
    right: Math.ceil(frame.right + wide + MARGIN),
    bottom: Math.ceil(frame.bottom + high + MARGIN),
  };
}

function boxOf(mark: DrawnMark, bodies: readonly Body[]): Frame {
  if ('x' in mark) {
    const text = mark.shape === 'text';
    const width = text ? widthOf(mark.lines) : mark.width;
    return around(mark, width, text ? heightOf(mark.lines) : mark.height);
  }
  const { start, control, end, label } = routeOf(mark, bodies);
  const middle = {
    x: (start.x + end.x + 2 * control.x) / 4,
    y: (start.y + end.y + 2 * control.y) / 4,
  };
  return [start, middle, end]
    .map((point) => around(point, 8, 8))
    .concat(
      mark.lines.length === 0
        ? []
        : [around(label, widthOf(mark.lines, 11), heightOf(mark.lines, 11))],
    )
    .reduce(union);
}

function around({ x, y }: Point, width: number, height: number): Frame {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}
