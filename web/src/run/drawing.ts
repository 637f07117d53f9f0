/** A space-time diagram as shapes: lanes go down, one row a step. The page and the exported file draw the same. */
import { arrowsOf, eventsOf, type Event } from './events.js';
import type { AutomatonView } from './view.js';
import type { Step } from '@maat/spec-lang';

export const ROW = 26;
/** Above the first step there is room for the initial state. */
export const HEAD = 14;
const MARGIN = 44;
const NARROWEST = 120;
const LETTER = 6.7;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly bands: readonly Band[];
  readonly arrows: readonly DrawnArrow[];
  readonly events: readonly DrawnEvent[];
}

export interface Lane {
  readonly name: string;
  readonly x: number;
  /** Where it ends: at the foot, or where its process ended. */
  readonly bottom: number;
  readonly hasEnded: boolean;
}

/** After how many of the steps that are drawn a process ended, by its name. */
export type Ends = ReadonlyMap<string, number>;

/** The time that a process spends in a view. */
export interface Band {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Equal views have equal tones, whatever the process. */
  readonly tone: number;
  readonly name: string;
}

export interface DrawnArrow {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface DrawnEvent {
  readonly index: number;
  /** Undefined: across all lanes. */
  readonly x: number | undefined;
  readonly y: number;
  readonly label: string;
  readonly title: string;
  readonly kind: Event['kind'];
}

const TONES = 6;

export function draw(
  view: AutomatonView,
  steps: readonly Step[],
  room: number,
  ends: Ends = new Map(),
): Drawing {
  const events = eventsOf(view, steps);
  const laneWidth = Math.max(NARROWEST, (room - MARGIN) / Math.max(1, view.lanes.length));
  const x = new Map(view.lanes.map((name, i) => [name, MARGIN + i * laneWidth + 8]));
  const xOf = (event: Event | undefined): number | undefined =>
    event?.lane === undefined ? undefined : x.get(event.lane);
  const height = HEAD + (steps.length + 1) * ROW;
  const lanes = view.lanes.map((name) => {
    const end = ends.get(name);
    const bottom = end === undefined ? height : rowY(end) + ROW / 2;
    return { name, x: x.get(name) ?? MARGIN, bottom, hasEnded: end !== undefined };
  });
  const wide = view.lanes.length === 0 ? room - MARGIN : laneWidth;
  return {
    width: MARGIN + laneWidth * Math.max(1, view.lanes.length),
    height,
    lanes,
    bands: bandsOf(lanes, events),
    arrows: arrowsOf(view, events).flatMap(({ from, to }) => {
      const [x1, x2] = [xOf(events[from]), xOf(events[to])];
      return x1 === undefined || x2 === undefined
        ? []
        : [{ x1, y1: rowY(from + 1), x2, y2: rowY(to + 1) }];
    }),
    events: events.map((event) => ({
      index: event.index,
      x: xOf(event),
      y: rowY(event.index + 1),
      label: cut(event.label, xOf(event) === undefined ? room - MARGIN : wide - 24),
      title: event.lane === undefined ? event.label : `${event.label} at ${event.lane}`,
      kind: event.kind,
    })),
  };
}

/** Where a moment stands: 0 is the initial state, n the state after step n. */
export function rowY(moment: number): number {
  return HEAD + moment * ROW;
}

function bandsOf(lanes: readonly Lane[], events: readonly Event[]): readonly Band[] {
  const names = [...new Set(events.flatMap((e) => (e.view === undefined ? [] : [e.view])))];
  return lanes.flatMap(({ name: lane, x, bottom }) => {
    const starts = events.filter((e) => e.lane === lane && e.view !== undefined);
    return starts.map((event, i) => {
      const next = starts[i + 1];
      return {
        x,
        top: rowY(event.index + 1),
        bottom: next === undefined ? bottom : rowY(next.index + 1),
        tone: names.indexOf(event.view ?? '') % TONES,
        name: event.view ?? '',
      };
    });
  });
}

function cut(label: string, width: number): string {
  const letters = Math.max(4, Math.floor(width / LETTER));
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`;
}
