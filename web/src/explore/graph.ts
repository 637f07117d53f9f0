/** Every state of a small space and every step between them: what the picture of a state graph is made of. */
import {
  showValue,
  stateKey,
  type Instance,
  type Run,
  type State,
  type Step,
} from '@maat/spec-lang';
import type { NamedCondition } from '../spec/instance.js';
import { showStep } from '../run/view.js';

export interface StateGraph {
  readonly kind: 'graph';
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly state: State;
  /** The state as text, a variable a line. */
  readonly text: string;
  readonly isInitial: boolean;
  /** Invariants that do not hold here. */
  readonly broken: readonly string[];
  /** How it is reached in the fewest steps; nothing for an initial state. */
  readonly by: { readonly from: number; readonly step: Step } | undefined;
}

/** Steps that lead from one state to another are one edge. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly labels: readonly string[];
}

export interface TooLarge {
  readonly kind: 'too large';
}

/** A picture of more states shows nothing to anybody. */
export const MOST_STATES = 250;

/** Breadth first, so that the way to each state is a shortest one. */
export function stateGraph(
  instance: Instance,
  invariants: readonly NamedCondition[],
): StateGraph | TooLarge {
  const nodes: GraphNode[] = [];
  const known = new Map<string, number>();
  const edges = new Map<string, GraphEdge>();
  const conditions = invariants.map(({ name, condition }) => ({
    name,
    holds: instance.predicate(condition, `invariant ${name}`),
  }));
  const place = (state: State, by: GraphNode['by']): number => {
    const key = stateKey(state);
    const found = known.get(key);
    if (found !== undefined) return found;
    const broken = conditions.filter((c) => !c.holds(state)).map((c) => c.name);
    const text = textOf(instance, state);
    known.set(key, nodes.length);
    nodes.push({ state, text, isInitial: by === undefined, broken, by });
    return nodes.length - 1;
  };
  for (const state of instance.initialStates()) place(state, undefined);
  for (let from = 0; from < nodes.length; from += 1) {
    const { state } = nodes[from] as GraphNode;
    for (const { step, states } of instance.successors(state)) {
      for (const next of states) {
        const to = place(next, { from, step });
        if (nodes.length > MOST_STATES) return { kind: 'too large' };
        join(edges, from, to, showStep(instance.automaton, step));
      }
    }
  }
  return { kind: 'graph', nodes, edges: [...edges.values()] };
}

function join(edges: Map<string, GraphEdge>, from: number, to: number, label: string): void {
  const key = `${from} ${to}`;
  const labels = edges.get(key)?.labels ?? [];
  if (!labels.includes(label)) edges.set(key, { from, to, labels: [...labels, label] });
}

function textOf({ automaton }: Instance, state: State): string {
  return automaton.states
    .map(({ name, sort }, i) => {
      const value = state[i];
      return value === undefined ? name : `${name} = ${showValue(value, sort)}`;
    })
    .join('\n');
}

/** The shortest way to a state, as a run. */
export function runTo({ nodes }: StateGraph, to: number, automaton: string): Run {
  const path: GraphNode[] = [];
  for (let node = nodes[to]; node !== undefined;) {
    path.unshift(node);
    node = node.by === undefined ? undefined : nodes[node.by.from];
  }
  const [broken] = path.at(-1)?.broken ?? [];
  return {
    automaton,
    states: path.map((n) => n.state),
    steps: path.flatMap((n) => n.by?.step ?? []),
    stopped: broken === undefined ? { kind: 'steps' } : { kind: 'invariant', name: broken },
  };
}
