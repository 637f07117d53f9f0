/**
 * A bounded environment for exploration: each input may come so many times, at all processes
 * together. The inputs become outputs of the closed system, so that they are still seen.
 */
import {
  BOOL,
  NAT,
  NOWHERE,
  type Automaton,
  type StateVariable,
  type Transition,
} from '@maat/spec-lang';
import { apply, assign, less, local, nat, state } from './build.js';

/** How often each input may come; `otherwise` for those not named. */
export interface Limits {
  readonly otherwise: number;
  readonly of?: Readonly<Record<string, number>>;
  /** Views are formed with at least so many members. */
  readonly leastView?: number;
}

export function closed(automaton: Automaton, limits: Limits): Automaton {
  const inputs = automaton.signature.filter((a) => a.kind === 'input').map((a) => a.name);
  const most = (action: string): number => limits.of?.[action] ?? limits.otherwise;
  const close = (t: Transition): Transition => {
    if (t.action === 'newView' || t.action === 'below.newView') return peopled(t, limits);
    return t.kind === 'input' ? closeClause(t, most(t.action)) : t;
  };
  return {
    ...automaton,
    signature: automaton.signature.map((a) => (a.kind === 'input' ? { ...a, kind: 'output' } : a)),
    states: [...automaton.states, ...inputs.map(counter)],
    transitions: automaton.transitions.map(close),
  };
}

function counterName(action: string): string {
  return `given.${action}`;
}

function counter(action: string): StateVariable {
  const doc = `how often ${action} came`;
  const initial = { kind: 'value', value: nat(0) } as const;
  return { name: counterName(action), sort: NAT, initial, ghost: false, doc, span: NOWHERE };
}

function peopled(t: Transition, { leastView }: Limits): Transition {
  const members = t.parameters[1];
  if (leastView === undefined || members === undefined) return t;
  const size = apply('size', NAT, local(members.name, members.sort));
  const condition = apply('le', BOOL, nat(leastView), size);
  return { ...t, pre: [...t.pre, { name: 'Peopled', condition, span: NOWHERE }] };
}

function closeClause(t: Transition, most: number): Transition {
  const count = state(counterName(t.action), NAT);
  const guard = { name: 'Bound', condition: less(count, nat(most)), span: NOWHERE };
  const more = assign(count, apply('plus', NAT, count, nat(1)));
  return { ...t, kind: 'output', pre: [guard, ...t.pre], eff: [more, ...t.eff] };
}
