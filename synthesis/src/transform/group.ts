/**
 * The part that a service and the service under its derived layer share: library/group.ioa. Its
 * views come from below, so the rewrites know its variables and actions by name.
 */
import type { Automaton } from '@maat/spec-lang';

const VARIABLES = ['members', 'cur', 'prev', 'entered', 'left'];
const ACTIONS = ['newView', 'view', 'leave'];

/** What the automaton lacks to be a group service; nothing when it is one. */
export function groupGap(automaton: Automaton): string | undefined {
  const states = new Set(automaton.states.map((v) => v.name));
  const actions = new Set(automaton.signature.map((a) => a.name));
  const missing = [
    ...VARIABLES.filter((name) => !states.has(name)),
    ...ACTIONS.filter((name) => !actions.has(name)),
  ];
  if (automaton.parameters.types.length < 2)
    return `${automaton.name} must have the sorts of processes and views as its first parameters`;
  if (missing.length === 0) return undefined;
  return `${automaton.name} does not extend Group: it lacks ${missing.join(', ')}`;
}

export function isGroupAction(name: string): boolean {
  return ACTIONS.includes(name);
}

export function isGroupVariable(name: string): boolean {
  return VARIABLES.includes(name);
}
