/** Which step of a run brings the message that another sent: what orders events of different processes. */
import type { Action } from '../ir/program.js';
import { stateKey } from './key.js';
import type { Step, Value } from './value.js';

/** Both by their place among the steps. */
export interface Message {
  readonly from: number;
  readonly to: number;
}

/** What the steps are of: their actions, and the sort whose elements are the processes. */
export interface Places {
  readonly signature: readonly Action[];
  readonly process: string | undefined;
}

/** The uninterpreted sort that most actions have as their first parameter. */
export function processSort(signature: readonly Action[]): string | undefined {
  const counts = new Map<string, number>();
  for (const action of signature) {
    const sort = action.parameters[0]?.sort;
    if (sort?.kind === 'uninterpreted') counts.set(sort.name, (counts.get(sort.name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** At which process it happens: its first parameter that is one; undefined: of the whole system. */
export function processOf({ signature, process }: Places, step: Step): string | undefined {
  const action = signature.find((a) => a.name === step.action);
  return action === undefined ? undefined : nameOfProcess(step.args[placeOf(action, process)]);
}

/** The first parameter that is a process; -1 when none is. */
export function placeOf(action: Action, process: string | undefined): number {
  return action.parameters.findIndex((_, i) => isOfSort(action, i, process));
}

/**
 * A message goes from one process to another when both steps carry the same contents, one names
 * the other's process, and they are different actions; each is received once per process and
 * action, the earliest first.
 */
export function messagesOf(places: Places, steps: readonly Step[]): readonly Message[] {
  const carriers = steps.map((step) => carried(places, step));
  const sent = new Map<string, number[]>();
  const taken = new Set<string>();
  const messages: Message[] = [];
  carriers.forEach((to, index) => {
    if (to === undefined) return;
    const candidates = sent.get(to.contents);
    const mark = (from: number): string => `${from} ${to.lane} ${to.action}`;
    const from = candidates?.find((i) => {
      const sender = carriers[i];
      return sender !== undefined && speaksTo(sender, to) && !taken.has(mark(i));
    });
    if (candidates === undefined) sent.set(to.contents, [index]);
    else candidates.push(index);
    if (from === undefined) return;
    taken.add(mark(from));
    messages.push({ from, to: index });
  });
  return messages;
}

interface Carrier {
  readonly lane: string;
  readonly action: string;
  readonly kind: Action['kind'];
  readonly others: readonly string[];
  readonly contents: string;
}

function speaksTo(from: Carrier, to: Carrier): boolean {
  if (to.kind === 'input' || from.lane === to.lane || from.action === to.action) return false;
  return to.others.includes(from.lane) || from.others.includes(to.lane);
}

/** Undefined for steps without a place or without contents. */
function carried(places: Places, step: Step): Carrier | undefined {
  const action = places.signature.find((a) => a.name === step.action);
  const lane = processOf(places, step);
  if (action === undefined || lane === undefined) return undefined;
  const isProcess = (_: Value, i: number): boolean => isOfSort(action, i, places.process);
  const contents = step.args.filter((arg, i) => !isProcess(arg, i));
  if (contents.length === 0) return undefined;
  return {
    lane,
    action: action.name,
    kind: action.kind,
    others: step.args.filter(isProcess).flatMap((arg) => nameOfProcess(arg) ?? []),
    contents: stateKey(contents),
  };
}

/** Elements of uninterpreted sorts are strings. */
function nameOfProcess(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isOfSort(action: Action, i: number, process: string | undefined): boolean {
  const sort = action.parameters[i]?.sort;
  return process !== undefined && sort?.kind === 'uninterpreted' && sort.name === process;
}
