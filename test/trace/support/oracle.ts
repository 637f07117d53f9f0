// Trace inclusion by brute force, for small traces: every order of everything, nothing clever.
import { instantiate, stateKey } from '@maat/spec-lang';
import type { Automaton, State, Step } from '@maat/spec-lang';
import { traceScope } from '@maat/verifier';
import type { Trace } from '@maat/verifier';

/** Undefined when there is too much to look at. */
export function isLegal(trace: Trace, automaton: Automaton, limit = 60_000): boolean | undefined {
  const instance = instantiate(
    automaton,
    traceScope(trace, automaton, { sorts: new Map(), values: new Map() }),
  );
  const internal = new Set(
    automaton.signature.filter((a) => a.kind === 'internal').map((a) => a.name),
  );
  const seen = new Set<string>();
  const open: { readonly frontier: readonly number[]; readonly state: State }[] = [];
  const visit = (frontier: readonly number[], state: State): void => {
    const key = `${frontier.join(',')};${stateKey(state)}`;
    if (!seen.has(key)) open.push({ frontier, state });
    seen.add(key);
  };
  for (const state of instance.initialStates())
    visit(
      trace.map(() => 0),
      state,
    );
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { frontier, state } = node;
    if (trace.every((log, i) => frontier[i] === log.events.length)) return true;
    if (seen.size > limit) return undefined;
    for (const step of instance.enabled(state)) {
      if (!internal.has(step.action) || isIdle(step, trace)) continue;
      for (const after of instance.post(state, step)) visit(frontier, after);
    }
    trace.forEach((log, i) => {
      const event = log.events[frontier[i] ?? 0];
      if (event === undefined) return;
      const next = frontier.map((n, j) => (i === j ? n + 1 : n));
      for (const after of instance.post(state, event.step)) visit(next, after);
    });
  }
  return false;
}

/** Forming a view that nobody enters enables nothing and hinders nothing but the same view with other members. */
function isIdle(step: Step, trace: Trace): boolean {
  if (step.action !== 'newView') return false;
  const same = (other: Step): boolean =>
    other.action === 'view' && JSON.stringify(other.args.slice(1)) === JSON.stringify(step.args);
  return !trace.some((log) => log.events.some((e) => same(e.step)));
}
