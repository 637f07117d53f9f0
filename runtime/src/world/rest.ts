/** Whether a group has come to rest: everybody in one view of all, and what was sent in it delivered at every member. */
import type { TraceLine } from '@maat/spec-lang';
import { castsComeBack, hasAction } from '../app.js';
import type { Stack } from '../engine/stack.js';

export interface Recorded {
  readonly name: string;
  readonly lines: readonly TraceLine[];
}

/** What is amiss, for people; nothing of a service that has no views. */
export function unrestOf(stack: Stack, processes: readonly Recorded[]): string | undefined {
  if (!hasAction(stack, 'view')) return undefined;
  return apart(processes) ?? (castsComeBack(stack) ? owed(processes) : undefined);
}

/** `p1 is in v3 of p0 p1, where p2 is missing`. */
function apart(processes: readonly Recorded[]): string | undefined {
  const living = names(processes.map((p) => p.name));
  const outside = processes.find((p) => names(lastMembers(p.lines)) !== living);
  if (outside === undefined) return undefined;
  const members = names(lastMembers(outside.lines));
  const view = members === '' ? 'no view' : `a view of ${members}`;
  return `${outside.name} is in ${view}, and not of ${living}`;
}

function owed(processes: readonly Recorded[]): string | undefined {
  const inView = processes.map(({ name, lines }) => ({ name, lines: sinceView(lines) }));
  for (const { name: from, lines } of inView) {
    const sent = lines.filter((l) => l.action === 'send').length;
    for (const { name: at, lines: there } of inView) {
      const arrived = there.filter((l) => l.action === 'deliver' && l.args['q'] === from).length;
      if (arrived < sent)
        return `${at} has delivered ${arrived} of the ${sent} casts that ${from} sent in the last view`;
    }
  }
  return undefined;
}

function sinceView(lines: readonly TraceLine[]): readonly TraceLine[] {
  return lines.slice(lines.findLastIndex((l) => l.action === 'view') + 1);
}

function lastMembers(lines: readonly TraceLine[]): readonly string[] {
  const line = lines.findLast((l) => l.action === 'view');
  const members = Object.values(line?.args ?? {}).find((v) => Array.isArray(v));
  return Array.isArray(members) ? members.map(String) : [];
}

function names(of: readonly string[]): string {
  return [...of].sort().join(' ');
}
