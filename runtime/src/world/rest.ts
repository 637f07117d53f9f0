/** Whether a group has come to rest: everybody in one view of all, each cast sent, and what was sent in that view delivered at every member. */
import { compareNames } from '@maat/layers';
import type { TraceLine } from '@maat/spec-lang';
import { castsComeBack, hasAction, takesViews } from '../app.js';
import type { Stack } from '../engine/stack.js';

export interface Recorded {
  readonly name: string;
  readonly lines: readonly TraceLine[];
}

/** What is amiss, for people; nothing of a service that has no views. */
export function unrestOf(stack: Stack, processes: readonly Recorded[]): string | undefined {
  const words = wordsOf(stack);
  if (words === undefined) return undefined;
  const gap = apart(processes, words);
  if (gap !== undefined || !castsComeBack(stack)) return gap;
  return waiting(processes, words) ?? owed(processes, words);
}

/** The actions by which a process enters a view, and by which a cast becomes one of the view. */
interface Words {
  readonly enter: string;
  readonly send: string;
}

function wordsOf(stack: Stack): Words | undefined {
  if (hasAction(stack, 'view')) return { enter: 'view', send: 'send' };
  return takesViews(stack) ? { enter: 'install', send: 'cast' } : undefined;
}

/** `p1 is in v3 of p0 p1, where p2 is missing`. */
function apart(processes: readonly Recorded[], words: Words): string | undefined {
  const living = names(processes.map((p) => p.name));
  const outside = processes.find((p) => names(lastMembers(p.lines, words)) !== living);
  if (outside === undefined) return undefined;
  const members = names(lastMembers(outside.lines, words));
  const view = members === '' ? 'no view' : `a view of ${members}`;
  return `${outside.name} is in ${view}, and not of ${living}`;
}

/** A cast that has not been sent in any view yet is one that its process has not got back. */
function waiting(processes: readonly Recorded[], { send }: Words): string | undefined {
  if (send === 'cast') return undefined;
  for (const { name, lines } of processes) {
    const casts = lines.filter((l) => l.action === 'cast').length;
    const back = lines.filter((l) => l.action === 'deliver' && l.args['q'] === name).length;
    if (back < casts) return `${name} has delivered ${back} of its own ${casts} casts`;
  }
  return undefined;
}

function owed(processes: readonly Recorded[], words: Words): string | undefined {
  const inView = processes.map(({ name, lines }) => ({ name, lines: sinceView(lines, words) }));
  for (const { name: from, lines } of inView) {
    const sent = lines.filter((l) => l.action === words.send).length;
    for (const { name: at, lines: there } of inView) {
      const arrived = there.filter((l) => l.action === 'deliver' && l.args['q'] === from).length;
      if (arrived < sent)
        return `${at} has delivered ${arrived} of the ${sent} casts that ${from} sent in the last view`;
    }
  }
  return undefined;
}

function sinceView(lines: readonly TraceLine[], words: Words): readonly TraceLine[] {
  const entry = entryOf(lines, words);
  return entry === undefined ? lines : lines.slice(lines.indexOf(entry) + 1);
}

function lastMembers(lines: readonly TraceLine[], words: Words): readonly string[] {
  const members = Object.values(entryOf(lines, words)?.args ?? {}).find((v) => Array.isArray(v));
  return Array.isArray(members) ? members.map(String) : [];
}

/** Where the process was told first of the greatest view: to be told again, or of one that is over, says nothing. */
function entryOf(lines: readonly TraceLine[], { enter }: Words): TraceLine | undefined {
  const viewOf = ({ args: { v } }: TraceLine): string => (typeof v === 'string' ? v : '');
  return lines
    .filter((line) => line.action === enter)
    .reduce<TraceLine | undefined>(
      (best, line) =>
        best === undefined || compareNames(viewOf(best), viewOf(line)) < 0 ? line : best,
      undefined,
    );
}

function names(of: readonly string[]): string {
  return [...of].sort().join(' ');
}
