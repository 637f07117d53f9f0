/**
 * What a service asks of its user, as an automaton: it outputs the service's inputs and takes its
 * outputs, as `FlushViewUser` beside `FlushView`. Above a layer that implements the service it holds inputs
 * back; below a layer that stands on the service it watches what the layer gives.
 */
import type { Expr } from '../../ir/expr.js';
import type { Action, Automaton, StateVariable, Transition, Unit } from '../../ir/program.js';
import type { Stmt } from '../../ir/stmt.js';

/** The user of a service among the units; none: the service takes whatever comes. */
export function userOf(service: Automaton, units: readonly Unit[]): Automaton | undefined {
  const inputs = events(service, 'input');
  const outputs = new Set(events(service, 'output'));
  return units.find((u): u is Automaton => {
    if (u.kind !== 'automaton' || inputs.length === 0) return false;
    const given = events(u, 'output');
    return (
      u.parameters.types.length === service.parameters.types.length &&
      given.join() === inputs.join() &&
      events(u, 'input').every((e) => outputs.has(e))
    );
  });
}

function events(a: Automaton, kind: Action['kind']): readonly string[] {
  const own = a.signature.filter((x) => x.kind === kind);
  return own.map((x) => `${x.name}/${String(x.parameters.length)}`).sort();
}

/** The variable of a watching user that names the first demand that was not met. */
export const BREACH = 'breach';

/** Takes what the user would have given, and remembers when the user would not have. */
export function watching(user: Automaton): Automaton {
  const input = <T extends { readonly kind: Action['kind'] }>(x: T): T => ({ ...x, kind: 'input' });
  return {
    ...user,
    signature: user.signature.map(input),
    states: [...user.states, breach(user)],
    transitions: user.transitions.map((t) => (t.kind === 'output' ? watched(t) : t)),
  };
}

function breach({ span }: Automaton): StateVariable {
  const value: Expr = { kind: 'literal', value: '', sort: { kind: 'string' }, span };
  const initial = { kind: 'value', value } as const;
  return { name: BREACH, sort: { kind: 'string' }, initial, ghost: false, doc: '', span };
}

/** Locals cannot be watched; a user has none. */
function watched(t: Transition): Transition {
  const { span } = t;
  const otherwise = t.pre.map(
    (g, i): { readonly condition: Expr; readonly body: readonly Stmt[] } => ({
      condition: { kind: 'apply', op: 'not', args: [g.condition], sort: { kind: 'bool' }, span },
      body: [named(g.name === '' ? `${t.action}, guard ${String(i + 1)}` : g.name, t)],
    }),
  );
  const eff: readonly Stmt[] =
    otherwise.length === 0 ? t.eff : [{ kind: 'if', branches: otherwise, otherwise: t.eff, span }];
  return { ...t, kind: 'input', pre: [], eff };
}

function named(demand: string, { span }: Transition): Stmt {
  const sort = { kind: 'string' } as const;
  const value: Expr = { kind: 'literal', value: demand, sort, span };
  return { kind: 'assign', target: { name: BREACH, scope: 'state', sort, path: [] }, value, span };
}
