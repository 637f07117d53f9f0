/** Where views come from, for random runs that should not waste their time on views of one. */
import { BOOL, NAT, type Automaton, type Transition } from '@maat/spec-lang';
import { apply, local, nat } from './build.js';

/** The automaton with views of at least so many members only: a restriction, to be named in the scope. */
export function peopled(automaton: Automaton, least: number): Automaton {
  return { ...automaton, transitions: automaton.transitions.map((t) => peopledClause(t, least)) };
}

/** The group's own action, or that of the service below a layer. */
const FORMING: ReadonlySet<string> = new Set(['newView', 'below.newView']);

function peopledClause(t: Transition, least: number): Transition {
  const members = t.parameters[1];
  if (!FORMING.has(t.action) || members === undefined) return t;
  const size = apply('size', NAT, local(members.name, members.sort));
  const condition = apply('le', BOOL, nat(least), size);
  return { ...t, pre: [...t.pre, { name: 'Peopled', condition, span: t.span }] };
}
