/**
 * The editor begins a line as deep as the one before it. Whoever types the whole indentation by hand,
 * as one does who copies from paper, would get it twice: so the spaces that somebody types at the head
 * of a line are either all of its indentation or more of it, by what is known of the writer.
 */

/** Which of both somebody does; known from the first line on that tells. */
export type Habit = 'unknown' | 'by hand' | 'as given';

/** So many spaces were there, and so many were typed behind them before the first letter. */
export interface Head {
  readonly given: number;
  readonly typed: number;
}

export interface Settled {
  readonly indentation: number;
  readonly habit: Habit;
}

/** How deep the line stands at the most that begins like this, where its first word says so and has just been typed. */
export function depthOf(before: string): number | undefined {
  return DEPTHS.find(([begins]) => begins.test(before))?.[1];
}

/** After some of them a line may end; of the others a name may be the beginning, so that the space is waited for. */
const DEPTHS: readonly (readonly [RegExp, number])[] = [
  [/^ *(automaton|layer|invariant|forward|derivation|stack|import) $/, 0],
  [/^ *(signature|states|transitions|components|header|constants)$/, 2],
  [/^ *(hidden|on) $/, 2],
  [/^ *(input|output|internal) $/, 4],
  [/^ *(pre|eff) $/, 6],
];

export function settled({ given, typed }: Head, habit: Habit): Settled {
  const isByHand = habit === 'by hand' || (habit === 'unknown' && typed >= given);
  if (given === 0) return { indentation: typed, habit };
  // Rarely does one add as much again as is there: to align what is short. Who does has a Tab key.
  return isByHand && (typed > 0 || habit === 'by hand')
    ? { indentation: typed, habit: 'by hand' }
    : { indentation: given + typed, habit: 'as given' };
}
