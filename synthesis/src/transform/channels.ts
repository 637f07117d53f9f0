/** SVS's channels as the intermediate automata contain them, and the guards by which it ends a view. */
import type { GuardText } from './automaton-text.js';
import type { Names } from './names.js';

/** Names of two processes and the texts around them, as `p` and `q` receive and send. */
export interface Pair {
  readonly p: string;
  readonly q: string;
}

export function pairOf(names: Names): Pair {
  return { p: names.parameter('p'), q: names.parameter('q') };
}

/** The next packet of q that p has not received. */
export function nextPacket({ added }: Names, { p, q }: Pair): string {
  return `${added.channel}[cur[${p}].val, ${q}][${added.received}[cur[${p}].val, ${p}, ${q}]]`;
}

export function receiveGuards({ added }: Names, { p, q }: Pair): readonly GuardText[] {
  return [
    { text: `cur[${p}] ~= nil` },
    { text: `~(${p} \\in left)` },
    {
      text: `${added.received}[cur[${p}].val, ${p}, ${q}] < len(${added.channel}[cur[${p}].val, ${q}])`,
    },
  ];
}

export function received({ added }: Names, { p, q }: Pair): string {
  const cell = `${added.received}[cur[${p}].val, ${p}, ${q}]`;
  return `${cell} := ${cell} + 1`;
}

/** What SVS promises of a new view: own casts received, and those that go together agree. */
export function viewGuards(
  names: Names,
  process: string,
  p: string,
  v: string,
): readonly GuardText[] {
  const { channel, received: got } = names.added;
  const [q, r] = [distinctFrom('q', p, v), distinctFrom('r', p, v)];
  const own = `${got}[cur[${p}].val, ${p}, ${p}] = len(${channel}[cur[${p}].val, ${p}])`;
  const same = `${got}[cur[${p}].val, ${q}, ${r}] = ${got}[cur[${p}].val, ${p}, ${r}]`;
  return [
    { name: 'Self Delivery', text: `cur[${p}] ~= nil => ${own}` },
    {
      name: 'Virtual Synchrony',
      text: `cur[${p}] ~= nil => \\A ${q}: ${process} (${q} \\in entered[${v}] /\\ prev[${v}, ${q}] = cur[${p}] => \\A ${r}: ${process} (${same}))`,
    },
  ];
}

function distinctFrom(wish: string, ...taken: readonly string[]): string {
  return taken.includes(wish) ? distinctFrom(`${wish}2`, ...taken) : wish;
}
