/** How many rounds the loops of one event may make: what comes from outside must not hold up a process. */
import { ProtocolError } from './errors.js';

let left = Infinity;

/** For the event that comes next. */
export function allowRounds(count: number): void {
  left = count;
}

/** One round of a `while` loop. */
export function spend(place: string): void {
  left -= 1;
  if (left < 0) throw new ProtocolError('the loop does not end within one event', place);
}
