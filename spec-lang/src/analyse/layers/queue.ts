/** The queue of a layer's automaton: its events, and how an emitted one is put in. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Sort, TupleSort, UnionCase, UnionSort } from '../../ir/sort.js';
import type { Assign, Emit } from '../../ir/stmt.js';
import type { Span } from '../../text/span.js';
import type { Event } from './events.js';

/** The variable that holds the events, and their sort. */
export interface Queue {
  readonly name: string;
  readonly event: UnionSort;
}

/** One case for each event that the layer may emit. */
export function eventSort(
  name: string,
  above: readonly Event[],
  below: readonly Event[],
): UnionSort {
  const cases = [
    ...above.filter((e) => e.kind === 'output').map((e) => eventCase('', e)),
    ...below.filter((e) => e.kind === 'input').map((e) => eventCase('below.', e)),
  ];
  return { kind: 'union', name, cases };
}

function eventCase(prefix: string, event: Event): UnionCase {
  const fields = event.parameters.map((p) => ({ name: fieldName(prefix, event, p), sort: p.sort }));
  return { tag: eventTag(prefix, event), fields };
}

export function eventTag(prefix: string, event: Event): string {
  return `${prefix === '' ? 'above' : 'below'}_${event.name}`;
}

export function fieldName(prefix: string, event: Event, parameter: Bound): string {
  return `${eventTag(prefix, event)}_${parameter.name}`;
}

export function queueOf(queue: Queue, span: Span): Expr {
  return { kind: 'state', name: queue.name, sort: { kind: 'seq', of: queue.event }, span };
}

export function emission(
  stmt: Emit,
  events: readonly Event[],
  into: Queue,
  packet: TupleSort,
): Assign {
  const event = events.find((e) => e.name === stmt.action);
  if (event === undefined) throw new TypeError(`no event ${stmt.action} to emit`);
  const { span } = stmt;
  const args = stmt.args.map((arg, i) =>
    i === event.packetAt ? packed(arg, stmt.header, packet, span) : arg,
  );
  const tag = eventTag(stmt.to === 'above' ? '' : 'below.', event);
  const value: Expr = { kind: 'inject', tag, args, sort: into.event, span };
  const queue = queueOf(into, span);
  const longer: Expr = {
    kind: 'apply',
    op: 'append',
    args: [queue, value],
    sort: queue.sort,
    span,
  };
  return {
    kind: 'assign',
    target: { name: into.name, scope: 'state', sort: queue.sort, path: [] },
    value: longer,
    span,
  };
}

/** The packet of an emit below: its header, or none, and its body. */
export function packed(body: Expr, header: Expr | undefined, packet: TupleSort, span: Span): Expr {
  const sort: Sort = packet.fields[0]?.sort ?? packet;
  const some: Expr =
    header === undefined
      ? { kind: 'apply', op: 'nil', args: [], sort, span }
      : { kind: 'apply', op: 'embed', args: [header], sort, span };
  return { kind: 'tuple', args: [some, body], sort: packet, span };
}
