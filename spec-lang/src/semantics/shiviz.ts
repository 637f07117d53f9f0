/** Runs as logs for ShiViz: each event with a vector clock, in the two lines that its default expression reads. */
import type { Message } from './messages.js';

/** How many events of each process are known; of those that are not in it none. */
export type VectorClock = ReadonlyMap<string, number>;

export interface LoggedEvent {
  /** Where it happens. */
  readonly host: string;
  readonly text: string;
}

/**
 * A clock for the event at each host in turn, given in an order in which each message is sent before it is
 * received. By these clocks one event is before another when the order of a process and the messages say so, and
 * only then.
 */
export function vectorClocks(
  hosts: readonly string[],
  messages: readonly Message[],
): readonly VectorClock[] {
  const senders = new Map<number, number[]>();
  for (const { from, to } of messages) senders.set(to, [...(senders.get(to) ?? []), from]);
  const last = new Map<string, VectorClock>();
  const clocks: VectorClock[] = [];
  hosts.forEach((host, index) => {
    const clock = new Map(last.get(host));
    for (const sender of senders.get(index) ?? []) learn(clock, clocks[sender]);
    clock.set(host, (clock.get(host) ?? 0) + 1);
    last.set(host, clock);
    clocks.push(clock);
  });
  return clocks;
}

/** The log, for the expression `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`. */
export function shivizLog(events: readonly LoggedEvent[], messages: readonly Message[]): string {
  const hosts = events.map((e) => e.host.replace(/\s/g, '_'));
  const clocks = vectorClocks(hosts, messages).map((c) => JSON.stringify(Object.fromEntries(c)));
  return events.map((e, i) => `${hosts[i]} ${clocks[i]}\n${oneLine(e.text)}\n`).join('');
}

function learn(clock: Map<string, number>, other: VectorClock | undefined): void {
  for (const [host, count] of other ?? []) clock.set(host, Math.max(clock.get(host) ?? 0, count));
}

/** Contents may be any bytes. */
function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
