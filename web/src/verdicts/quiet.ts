/** What is found out when nobody asks: whether that is wanted, when it begins, and how much it may take. */
import { recall, remember } from '../browser/storage.js';
import { storeOf } from '../state/store.js';

/** So many milliseconds after the last keystroke. */
export const QUIET = 1_200;

/** Milliseconds for each question to the solver. */
export const QUIET_PATIENCE = 5_000;

export const background = storeOf(recall('background') !== false);

export function switchBackground(): void {
  background.update((on) => !on);
  remember('background', background.get());
}

/** One question to the solver at a time, whoever asks it: the other processors are the user's. */
let last: Promise<unknown> = Promise.resolve();

export function oneAtATime<T>(ask: () => Promise<T>): Promise<T> {
  const mine = last.then(ask);
  last = mine.catch(() => undefined);
  return mine;
}
