/** Steps as events at places: where each happens, which message it brings, which view it begins. */
import {
  messagesOf,
  placeOf,
  processOf,
  type Action,
  type Message,
  type Step,
} from '@maat/spec-lang';
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
export type Arrow = Message;

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
      lane: processOf(view, step),
      label: rest.length === 0 ? step.action : `${step.action}(${rest.join(', ')})`,
      kind: action?.kind ?? 'internal',
      view:
        action !== undefined && tellsView(action, view.process)
          ? nameOf(action, shown, place)
          : undefined,
    };
  });
}

/** As far as contents and names tell. */
export function arrowsOf(view: AutomatonView, events: readonly Event[]): readonly Arrow[] {
  return messagesOf(
    view,
    events.map((event) => event.step),
  );
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
