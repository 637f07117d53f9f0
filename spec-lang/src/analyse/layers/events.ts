/** The events of a service as a layer at one process sees them: without the process. */
import type { Bound } from '../../ir/expr.js';
import type { Action, Automaton } from '../../ir/program.js';
import type { Sort, TupleSort } from '../../ir/sort.js';
import type { Span } from '../../text/span.js';
import type { Report } from '../report.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';

export interface Event {
  readonly name: string;
  readonly kind: 'input' | 'output' | 'internal';
  readonly action: Action;
  /** Without the process. */
  readonly parameters: readonly Bound[];
  /** Which of them is the packet, of a service below. */
  readonly packetAt?: number;
}

/** One service's part in a layer. */
export interface Side {
  readonly service: Automaton;
  readonly events: readonly Event[];
}

export function eventsOf(
  service: Automaton,
  process: Sort,
  packet: TupleSort | undefined,
  use: Span,
  report: Report,
): Side {
  const events = service.signature
    .filter((action) => action.kind !== 'internal')
    .map((action) => eventOf(action, process, packet, use, report));
  return { service, events: events.filter((e) => e !== undefined) };
}

function eventOf(
  action: Action,
  process: Sort,
  packet: TupleSort | undefined,
  use: Span,
  report: Report,
): Event | undefined {
  const [first, ...parameters] = action.parameters;
  const related = [{ span: action.span, message: 'the action' }];
  if (first === undefined || !sameSort(first.sort, process)) {
    const message = `the first parameter of ${action.name} is not the process, a ${printSort(process)}`;
    return report.add('E0708', use, message, { related });
  }
  const places = parameters.flatMap((p, i) => (packet && sameSort(p.sort, packet) ? [i] : []));
  if (places.length > 1)
    return report.add('E0708', use, `${action.name} carries more than one packet`, { related });
  const [packetAt] = places;
  return {
    name: action.name,
    kind: action.kind,
    action,
    parameters,
    ...(packetAt === undefined ? {} : { packetAt }),
  };
}
