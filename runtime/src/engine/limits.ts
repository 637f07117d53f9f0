/** What a process lets one event, one datagram and its own application ask of it. */
import { ProtocolError } from '@maat/layers';

/** Own messages under way. Less than the rounds that an event from outside may take, which may have to deliver them all. */
export const WINDOW = 1024;

/** The same in bytes: so little that the sockets of a slow receiver hold what a dozen members may send. */
export const WINDOW_BYTES = 1 << 18;

/** Events between the layers that one event from outside gives rise to: far more than a view change makes. */
export const MOST_EVENTS = 1 << 20;

/** No process of a group has recorded so many events more than another that hears of it. */
export const MOST_AHEAD = 2 ** 32;

/** Rounds of loops in one event: more than any honest event makes, of one from outside few enough to be soon over. */
export const ROUNDS = 50_000_000;
export const ROUNDS_FROM_OUTSIDE = 1 << 17;

export function endless(layer: string, action: string): ProtocolError {
  return new ProtocolError(`one event gives rise to others without end, such as ${action}`, layer);
}
