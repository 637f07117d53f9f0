/** Steps as events at places: where each happens, which message it brings, which view it begins. */
import { stateKey, type Action, type Step, type Value } from '@maat/spec-lang';
import { showArguments, type AutomatonView } from './view.js';

export interface Event {
  readonly index: number;
  readonly step: Step;
  /** The process at which it happens; undefined: of the whole system. */
  readonly lane: string | undefined;
  /** Without the process. */
  readonly label: string;
  readonly kind: Action['kind'];
  /** Set where the process is told of a new membership: what the view is called. */
  readonly view: string | undefined;
}

/** The event that sent what another received. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

export function eventsOf(view: AutomatonView, steps: readonly Step[]): readonly Event[] {
  const actions = new Map(view.signature.map((a) => [a.name, a]));
  return steps.map((step, index) => {
    const action = actions.get(step.action);
    const place = action === undefined ? -1 : placeOf(action, view.process);
    const shown = showArguments(view, step);
    const rest = shown.filter((_, i) => i !== place);
    return {
      index,
      step,
      lane: nameOfProcess(step.args[place]),
      label: rest.length === 0 ? step.action : `${step.action}(${rest.join(', ')})`,
      kind: action?.kind ?? 'internal',
      view:
        action !== undefined && tellsView(action, view.process)
          ? nameOf(action, shown, place)
          : undefined,
    };
  });
}

/**
 * A message goes from one process to another when both steps carry the same contents, one names
 * the other's process, and they are different actions; each is received once per process and
 * action, the earliest first.
 */
export function arrowsOf(view: AutomatonView, events: readonly Event[]): readonly Arrow[] {
  const carriers = events.map((event) => carried(view, event));
  const sent = new Map<string, number[]>();
  const taken = new Set<string>();
  const arrows: Arrow[] = [];
  carriers.forEach((to, index) => {
    if (to === undefined) return;
    const candidates = sent.get(to.contents) ?? [];
    sent.set(to.contents, [...candidates, index]);
    const mark = (from: number): string => `${from} ${to.lane} ${to.action}`;
    const from = candidates.find((i) => {
      const sender = carriers[i];
      return sender !== undefined && speaksTo(sender, to) && !taken.has(mark(i));
    });
    if (from === undefined) return;
    taken.add(mark(from));
    arrows.push({ from, to: index });
  });
  return arrows;
}

interface Carrier {
  readonly lane: string;
  readonly action: string;
  readonly kind: Action['kind'];
  readonly others: readonly string[];
  readonly contents: string;
}

function speaksTo(from: Carrier, to: Carrier): boolean {
  if (to.kind === 'input' || from.lane === to.lane || from.action === to.action) return false;
  return to.others.includes(from.lane) || from.others.includes(to.lane);
}

/** Undefined for events without a place or without contents. */
function carried(view: AutomatonView, event: Event): Carrier | undefined {
  const action = view.signature.find((a) => a.name === event.step.action);
  if (action === undefined || event.lane === undefined) return undefined;
  const isProcess = (_: Value, i: number): boolean => isOfSort(action, i, view.process);
  const contents = event.step.args.filter((arg, i) => !isProcess(arg, i));
  if (contents.length === 0) return undefined;
  return {
    lane: event.lane,
    action: action.name,
    kind: action.kind,
    others: event.step.args.filter(isProcess).flatMap((arg) => nameOfProcess(arg) ?? []),
    contents: stateKey(contents),
  };
}

/** Elements of uninterpreted sorts are strings. */
function nameOfProcess(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The first parameter that is a process; -1 when none is. */
function placeOf(action: Action, process: string | undefined): number {
  return action.parameters.findIndex((_, i) => isOfSort(action, i, process));
}

function isOfSort(action: Action, i: number, process: string | undefined): boolean {
  const sort = action.parameters[i]?.sort;
  return process !== undefined && sort?.kind === 'uninterpreted' && sort.name === process;
}

/** An output at a process that tells it a set of processes. */
function tellsView(action: Action, process: string | undefined): boolean {
  return (
    action.kind === 'output' &&
    placeOf(action, process) >= 0 &&
    action.parameters.some(({ sort }) => isSetOf(sort, process))
  );
}

function nameOf(action: Action, shown: readonly string[], place: number): string {
  const named = shown.filter((_, i) => i !== place && action.parameters[i]?.sort.kind !== 'set');
  return named.join(', ');
}

function isSetOf(sort: Action['parameters'][number]['sort'], process: string | undefined): boolean {
  return sort.kind === 'set' && sort.of.kind === 'uninterpreted' && sort.of.name === process;
}
