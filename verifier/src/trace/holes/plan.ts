/** The order in which a trace with holes is replayed: by the clocks, with a place for each hole. */
import type { Step } from '@maat/spec-lang';
import type { TraceEvent } from '../log.js';
import { isExtra } from './slots.js';
import type { Filling, Hole, HoleLog, HoleTrace, Place, Slot } from './slots.js';

export type Item = EventItem | HoleItem;

export interface EventItem {
  readonly kind: 'event';
  readonly event: TraceEvent;
  /** An internal step that a layer told of; it may be wrong. */
  readonly isHint: boolean;
}

export interface HoleItem {
  readonly kind: 'hole';
  readonly hole: Hole;
}

/** A line that is lost may be anywhere between its neighbours: as late as it can be, or as early. */
export type Lateness = 'late' | 'early';

export function planFor(trace: HoleTrace, lateness: Lateness): readonly Item[] {
  const hasClocks = trace.logs.every((log) => places(log).every((p) => p.clock !== undefined));
  const rows = trace.logs.flatMap((log) => timed(log, hasClocks, lateness));
  return rows
    .sort((a, b) => a.time - b.time || compare(a.process, b.process) || a.n - b.n)
    .map((row) => row.item);
}

/** Of holes that may have been passed over, those that could be filled before the item at `index`. */
export function pendingHoles(
  items: readonly Item[],
  index: number,
): readonly { readonly hole: Hole; readonly at: number }[] {
  const blocked = new Set<string>();
  return items.slice(index).flatMap((item, i) => {
    const { process } = item.kind === 'hole' ? item.hole.place : item.event;
    if (blocked.has(process)) return [];
    blocked.add(process);
    const isMovable = i > 0 && item.kind === 'hole' && item.hole.kind === 'missing';
    return isMovable ? [{ hole: item.hole, at: index + i }] : [];
  });
}

/** The fillings with clocks that keep them where they stand in the plan, as far as whole numbers allow. */
export function clocked(
  items: readonly Item[],
  steps: ReadonlyMap<Hole, Step | undefined>,
): readonly Filling[] {
  const fillings: Filling[] = [];
  let now: { readonly clock: number | undefined; readonly process: string } = FIRST;
  for (const item of items) {
    const place: Place = item.kind === 'hole' ? item.hole.place : item.event;
    const isKnown = item.kind === 'event' || item.hole.kind === 'partial';
    if (isKnown) now = { clock: place.clock, process: place.process };
    if (item.kind === 'event' || !steps.has(item.hole)) continue;
    const after = place.process < now.process ? 1 : 0;
    const clock = place.clock ?? (now.clock === undefined ? undefined : now.clock + after);
    const filling = { hole: item.hole, step: steps.get(item.hole) };
    fillings.push(clock === undefined ? filling : { ...filling, clock });
  }
  return fillings;
}

const FIRST = { clock: undefined, process: '' };

interface Row {
  readonly time: number;
  readonly process: string;
  readonly n: number;
  readonly item: Item;
}

function places({ slots, hints }: HoleLog): readonly Place[] {
  return [...slots.filter((s) => s.kind !== 'missing').map((s) => s.place), ...hints];
}

function timed(log: HoleLog, hasClocks: boolean, lateness: Lateness): readonly Row[] {
  const timeOf = (p: Place): number => (hasClocks ? p.clock : p.t) ?? p.t;
  const known = places(log).toSorted((a, b) => a.n - b.n);
  const timeAt = (slot: Slot): number => {
    if (slot.kind !== 'missing') return timeOf(slot.place);
    const before = known.findLast((p) => p.n < slot.place.n);
    const after = known.find((p) => p.n > slot.place.n);
    if (lateness === 'late') return after === undefined ? Infinity : timeOf(after);
    return before === undefined ? 0 : timeOf(before);
  };
  const slots = log.slots.filter((slot) => !isExtra(slot));
  return [
    ...slots.map((slot) => ({ ...rowOf(slot.place, timeAt(slot)), item: itemOf(slot) })),
    ...log.hints.map((event) => ({
      ...rowOf(event, timeOf(event)),
      item: { kind: 'event', event, isHint: true } as const,
    })),
  ];
}

function rowOf({ process, n }: Place, time: number): Omit<Row, 'item'> {
  return { process, n, time };
}

function itemOf(slot: Slot): Item {
  return slot.kind === 'event'
    ? { kind: 'event', event: slot.event, isHint: false }
    : { kind: 'hole', hole: slot };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
