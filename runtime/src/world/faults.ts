/** What the simulated network and clocks do wrong. */

export interface Faults {
  /** Probabilities, for each datagram. */
  readonly loss: number;
  readonly duplicate: number;
  /** Delayed by up to ten times the longest delay, so that others overtake it. */
  readonly reorder: number;
  /** Milliseconds. */
  readonly delay: readonly [least: number, most: number];
  /** How much faster or slower than time a process's clock may run, as a fraction. */
  readonly skew: number;
}

export const NO_FAULTS: Faults = { loss: 0, duplicate: 0, reorder: 0, delay: [0.2, 1], skew: 0 };

export const USUAL_FAULTS: Faults = {
  loss: 0.1,
  duplicate: 0.02,
  reorder: 0.05,
  delay: [0.5, 5],
  skew: 0.05,
};

/** Reads `loss=0.1,delay=1..5`; a name that is not a fault is told as text. */
export function parseFaults(text: string, base: Faults = NO_FAULTS): Faults | string {
  let faults = base;
  for (const part of text.split(',').filter((p) => p.trim() !== '')) {
    const next = withFault(faults, part.trim());
    if (typeof next === 'string') return next;
    faults = next;
  }
  return faults;
}

function withFault(faults: Faults, part: string): Faults | string {
  const [name = '', value = ''] = part.split('=');
  const numbers = value.split('..').map((n) => (n === '' ? NaN : Number(n)));
  const [first = NaN, second = first] = numbers;
  if (!numbers.every((n) => n >= 0)) return `${part}: not a number`;
  switch (name) {
    case 'loss':
    case 'duplicate':
    case 'reorder':
    case 'skew':
      return first <= 1 ? { ...faults, [name]: first } : `${part}: more than 1`;
    case 'delay':
      return first <= second
        ? { ...faults, delay: [first, second] }
        : `${part}: the least delay comes first`;
    default:
      return `${part}: faults are loss, duplicate, reorder, delay and skew`;
  }
}
