/** What the simulated network and clocks do wrong, and what is to happen to the group at which time; both from one text. */

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
  /** For which share of the time a way from one process to another is stopped up: what is sent meanwhile comes afterwards. */
  readonly stall: number;
  /** Which share of what happens by chance comes just after several casts, more than there are anyway, of one process. */
  readonly burst: number;
  /**
   * In which share of what happens by chance somebody says something that only one of the others hears, and crashes; and if there is
   * such a share, so it happens in the end, as long as there are three.
   */
  readonly whisper: number;
}

export const NO_FAULTS: Faults = {
  loss: 0,
  duplicate: 0,
  reorder: 0,
  delay: [0.2, 1],
  skew: 0,
  stall: 0,
  burst: 0,
  whisper: 0,
};

export const USUAL_FAULTS: Faults = {
  loss: 0.1,
  duplicate: 0.02,
  reorder: 0.05,
  delay: [0.5, 5],
  skew: 0.05,
  stall: 0,
  burst: 0,
  whisper: 0,
};

/** Something that happens to the group, some ms after its start. */
export type Upheaval = { readonly at: number } & (
  | { readonly kind: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly kind: 'merge' }
  | { readonly kind: 'crash' | 'restart' | 'join' | 'leave'; readonly process: string }
);

export interface FaultPlan {
  readonly faults: Faults;
  readonly upheavals: readonly Upheaval[];
}

/** What is wrong with the text, and with which part of it. */
export interface FaultProblem {
  readonly problem: string;
  /** From 0. */
  readonly at: number;
  readonly part: string;
}

/** Reads `loss=10%,delay=1..5,partition=p0+p1|p2@1s,merge@2s`. */
export function parseFaults(text: string, base: Faults = NO_FAULTS): FaultPlan | FaultProblem {
  let plan: FaultPlan = { faults: base, upheavals: [] };
  let at = 0;
  for (const piece of text.split(',')) {
    const part = piece.trim();
    const next = part === '' ? plan : withPart(plan, part);
    if (typeof next === 'string')
      return { problem: next, at: at + piece.length - piece.trimStart().length, part };
    plan = next;
    at += piece.length + 1;
  }
  return plan;
}

export const FAULT_NAMES = [
  'loss',
  'duplicate',
  'reorder',
  'delay',
  'skew',
  'stall',
  'burst',
  'whisper',
] as const;
const UPHEAVAL_NAMES = ['partition', 'merge', 'crash', 'restart', 'join', 'leave'];

/** The plan with one part more, or what is wrong with the part. */
function withPart(plan: FaultPlan, part: string): FaultPlan | string {
  const [, name = '', value = '', time] = /^(\w*)(?:=([^@]*))?(?:@(.*))?$/.exec(part) ?? [];
  if (UPHEAVAL_NAMES.includes(name)) {
    const upheaval = upheavalOf(name, value, time);
    if (typeof upheaval === 'string') return upheaval;
    return { ...plan, upheavals: [...plan.upheavals, upheaval] };
  }
  const known = FAULT_NAMES.find((n) => n === name);
  if (known === undefined)
    return `faults are ${FAULT_NAMES.join(', ')}, and with a time ${UPHEAVAL_NAMES.join(', ')}`;
  if (time !== undefined) return `${name} is for the whole run and has no time`;
  const faults = known === 'delay' ? withDelay(plan.faults, value) : withShare(plan, known, value);
  return typeof faults === 'string' ? faults : { ...plan, faults };
}

function withShare(
  { faults }: FaultPlan,
  name: Exclude<(typeof FAULT_NAMES)[number], 'delay'>,
  value: string,
): Faults | string {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(value) ?? [];
  const share = Number(digits ?? NaN) / (percent === '%' ? 100 : 1);
  return share <= 1
    ? { ...faults, [name]: share }
    : `${name} is a share from 0 to 1, such as 0.1 or 10%`;
}

function withDelay(faults: Faults, value: string): Faults | string {
  const [, least, most = least] = /^(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?$/.exec(value) ?? [];
  const delay = [Number(least ?? NaN), Number(most ?? NaN)] as const;
  return delay[0] <= delay[1]
    ? { ...faults, delay }
    : 'delay is milliseconds, the least first: 3 or 0.5..5';
}

function upheavalOf(name: string, value: string, time: string | undefined): Upheaval | string {
  const at = milliseconds(time ?? '');
  if (Number.isNaN(at)) return `${name} has a time, such as ${name}…@500ms or @1.5s`;
  const process = /^[\w.:~-]+$/;
  switch (name) {
    case 'merge':
      return value === '' ? { at, kind: 'merge' } : 'merge is of all, and names nobody: merge@2s';
    case 'partition': {
      const groups = value.split('|').map((group) => group.split('+'));
      return groups.flat().every((p) => process.test(p))
        ? { at, kind: 'partition', groups }
        : 'a partition names its groups: partition=p0+p1|p2+p3@1s';
    }
    default: {
      const kind = (['crash', 'restart', 'join', 'leave'] as const).find((k) => k === name);
      if (kind === undefined || !process.test(value))
        return `${name} names one process: ${name}=p1@1s`;
      return { at, kind, process: value };
    }
  }
}

function milliseconds(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text.trim()) ?? [];
  return Number(digits ?? NaN) * (unit === 's' ? 1000 : 1);
}
