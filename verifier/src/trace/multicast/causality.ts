/**
 * One order of all events and sends: each process's own, a cast before its send, a send between
 * the sender's entry into the view and its exit, the sends of a queue one after the other, a send
 * before its deliveries. If there is none, something was delivered before it was sent.
 */
import type { TraceEvent } from '../log.js';
import type { Issue } from './issue.js';
import { placeOf } from './issue.js';
import type { Member } from './member.js';
import type { Send, Sends } from './sends.js';
import type { Queues } from './total-order.js';

export type Ordered =
  | { readonly kind: 'event'; readonly event: TraceEvent }
  | { readonly kind: 'send'; readonly send: Send };

export function inOneOrder(
  members: readonly Member[],
  sends: Sends,
  queues: Queues | undefined,
): readonly Ordered[] | Issue {
  const graph = new Graph();
  for (const member of members)
    chain(
      graph,
      member.events.map((event) => graph.event(event)),
    );
  for (const member of members) addSends(graph, member, sends.get(member.process) ?? []);
  if (queues !== undefined) addQueues(graph, sends, queues);
  return graph.sort();
}

function chain(graph: Graph, nodes: readonly number[]): void {
  nodes.forEach((node, i) => {
    const before = nodes[i - 1];
    if (before !== undefined) graph.edge(before, node);
  });
}

function addSends(graph: Graph, member: Member, sends: readonly Send[]): void {
  const nodes = sends.map((send) => graph.send(send));
  chain(graph, nodes);
  const last = member.events.at(-1);
  sends.forEach((send, i) => {
    const node = nodes[i] ?? 0;
    const start = send.epoch === undefined ? last : send.epoch.entry;
    for (const before of [send.cast ?? last, start]) {
      if (before !== undefined) graph.edge(graph.event(before), node);
    }
    for (const after of [send.epoch?.exit, member.leave]) {
      if (after !== undefined) graph.edge(node, graph.event(after));
    }
    for (const delivery of send.deliveries) graph.edge(node, graph.event(delivery.event));
  });
}

function addQueues(graph: Graph, sends: Sends, queues: Queues): void {
  const sendOf = new Map<TraceEvent, number>();
  for (const send of [...sends.values()].flat()) {
    for (const delivery of send.deliveries) sendOf.set(delivery.event, graph.send(send));
  }
  for (const queue of queues.values()) {
    chain(
      graph,
      queue.flatMap((delivery) => sendOf.get(delivery.event) ?? []),
    );
  }
}

class Graph {
  private readonly nodes: Ordered[] = [];
  private readonly ids = new Map<TraceEvent | Send, number>();
  private readonly after: number[][] = [];
  private readonly waiting: number[] = [];

  event(event: TraceEvent): number {
    return this.ids.get(event) ?? this.add(event, { kind: 'event', event });
  }

  send(send: Send): number {
    return this.ids.get(send) ?? this.add(send, { kind: 'send', send });
  }

  edge(from: number, to: number): void {
    this.after[from]?.push(to);
    this.waiting[to] = (this.waiting[to] ?? 0) + 1;
  }

  sort(): readonly Ordered[] | Issue {
    const ready = this.waiting.flatMap((count, id) => (count === 0 ? [id] : []));
    for (let i = 0; i < ready.length; i++) {
      for (const next of this.after[ready[i] ?? 0] ?? []) {
        this.waiting[next] = (this.waiting[next] ?? 0) - 1;
        if (this.waiting[next] === 0) ready.push(next);
      }
    }
    if (ready.length < this.nodes.length) return this.cycle();
    return ready.flatMap((id) => this.nodes[id] ?? []);
  }

  private add(key: TraceEvent | Send, node: Ordered): number {
    const id = this.nodes.push(node) - 1;
    this.ids.set(key, id);
    this.after.push([]);
    this.waiting.push(0);
    return id;
  }

  /** What waits, waits for something that waits: going back long enough runs into the cycle. */
  private cycle(): Issue {
    const before = new Map<number, number>();
    this.after.forEach((nexts, id) => {
      if ((this.waiting[id] ?? 0) > 0) for (const next of nexts) before.set(next, id);
    });
    let at = this.waiting.findIndex((count) => count > 0);
    const seen = new Set<number>();
    while (!seen.has(at)) {
      seen.add(at);
      at = before.get(at) ?? at;
    }
    const events = this.around(at, before);
    const event = events.find((e) => e.step.action === 'deliver') ?? events[0];
    if (event === undefined) throw new Error('a cycle of sends alone cannot be');
    return {
      label: 'Causality',
      event,
      reason: `each of these would have to come before the next, in a circle: ${circle(events)}`,
      related: events.filter((e) => e !== event),
    };
  }

  private around(start: number, before: ReadonlyMap<number, number>): readonly TraceEvent[] {
    const events: TraceEvent[] = [];
    let at = start;
    do {
      const node = this.nodes[at];
      if (node?.kind === 'event') events.unshift(node.event);
      at = before.get(at) ?? start;
    } while (at !== start);
    return events;
  }
}

function circle(events: readonly TraceEvent[]): string {
  const shown = events.slice(0, 6).map((e) => `${e.step.action} (${placeOf(e)})`);
  return [...shown, ...(events.length > 6 ? ['…'] : [])].join(', ');
}
