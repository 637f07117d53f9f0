/** Is what is said of a run true of one? Finds the steps that are not told, or the first state that cannot be. */
import type { Sort } from '../ir/sort.js';
import { NOWHERE } from '../text/span.js';
import { at } from './construct.js';
import { domainOf, domainSize } from './domain.js';
import type { Explanation } from './explain.js';
import type { Instance, Successor } from './instance.js';
import { valueToItf } from './itf.js';
import type { SaidState, SaidStep } from './itf-run.js';
import { stateKey } from './key.js';
import type { Run } from './run.js';
import type { State, Step, Value } from './value.js';

export type Replayed =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'no run'; readonly wrong: WrongState }
  /** What is not said leaves more states possible than are kept. */
  | { readonly kind: 'too many'; readonly at: number };

/** The first state that cannot be as it is said. */
export interface WrongState {
  /** Counted from 0. */
  readonly at: number;
  /** One of the runs up to the state before it. */
  readonly before: Run;
  /** The step that is told of, or that comes nearest; none where no step is possible. */
  readonly step: Step | undefined;
  /** The step cannot be taken: its conditions up to the first that is false. */
  readonly obstacle: Explanation | undefined;
  /** It can, and leads (or the automaton begins) elsewhere. */
  readonly differs: readonly Difference[];
}

export interface Difference {
  readonly variable: string;
  readonly sort: Sort;
  readonly said: Value;
  readonly is: Value;
}

/** A state of a run, and how it came about. */
interface Node {
  readonly state: State;
  readonly step?: Step;
  readonly parent?: Node;
}

const MOST_STATES = 20_000;
const MOST_ARGUMENTS = 2000;

/** Of several runs of which the same is true it gives one. */
export function replayStates(instance: Instance, said: readonly SaidState[]): Replayed {
  let nodes: readonly Node[] = [];
  for (const [i, next] of said.entries()) {
    const fits = fitter(instance, next);
    const reached = distinct(
      candidates(instance, nodes, next.label, i).filter((n) => fits(n.state)),
    );
    if (reached.length === 0) return { kind: 'no run', wrong: wrongAt(instance, nodes, next, i) };
    if (reached.length > MOST_STATES) return { kind: 'too many', at: i };
    nodes = reached;
  }
  return { kind: 'run', run: runTo(instance, at(nodes, 0)) };
}

function candidates(
  instance: Instance,
  nodes: readonly Node[],
  label: SaidStep | undefined,
  index: number,
): readonly Node[] {
  if (index === 0) return instance.initialStates().map((state) => ({ state }));
  return nodes.flatMap((parent) =>
    successors(instance, parent.state, label).flatMap(({ step, states }) =>
      states.map((state): Node => ({ state, step, parent })),
    ),
  );
}

/** The steps that may be meant, with what they lead to. */
function successors(
  instance: Instance,
  state: State,
  label: SaidStep | undefined,
): readonly Successor[] {
  const whole = label === undefined ? undefined : wholeStep(label);
  if (whole !== undefined) return [{ step: whole, states: instance.post(state, whole) }];
  const all = instance.successors(state);
  return label === undefined ? all : all.filter(({ step }) => isMeant(instance, label, step));
}

function wholeStep({ action, args }: SaidStep): Step | undefined {
  if (args.size < action.parameters.length) return undefined;
  return { action: action.name, args: action.parameters.map((_, i) => args.get(i) as Value) };
}

function isMeant(instance: Instance, { action, args }: SaidStep, step: Step): boolean {
  return (
    step.action === action.name &&
    [...args].every(([i, said]) =>
      isSame(instance, said, at(step.args, i), at(action.parameters, i).sort),
    )
  );
}

function fitter(instance: Instance, said: SaidState): (state: State) => boolean {
  const keys = [...said.values].map(([i, value]) => [i, textOf(instance, value, i)] as const);
  return (state) => keys.every(([i, key]) => textOf(instance, at(state, i), i) === key);
}

function textOf(instance: Instance, value: Value, index: number): string {
  return textOfSort(instance, value, at(instance.automaton.states, index).sort);
}

/** Arrays over finite indices are equal when they are so at each; how they came about is no matter. */
function isSame(instance: Instance, a: Value, b: Value, sort: Sort): boolean {
  return textOfSort(instance, a, sort) === textOfSort(instance, b, sort);
}

function textOfSort(instance: Instance, value: Value, sort: Sort): string {
  return typeof value === 'object'
    ? JSON.stringify(valueToItf(value, sort, instance.scope))
    : String(value);
}

function distinct(nodes: readonly Node[]): readonly Node[] {
  if (nodes.length < 2) return nodes;
  const found = new Map<string, Node>();
  for (const node of nodes) {
    const key = stateKey(node.state);
    if (!found.has(key)) found.set(key, node);
  }
  return [...found.values()];
}

function runTo(instance: Instance, last: Node): Run {
  const path: Node[] = [];
  for (let node: Node | undefined = last; node !== undefined; node = node.parent)
    path.unshift(node);
  return {
    automaton: instance.automaton.name,
    states: path.map((n) => n.state),
    steps: path.flatMap((n) => (n.step === undefined ? [] : [n.step])),
    stopped: { kind: 'steps' },
  };
}

const NO_RUN: Pick<Run, 'states' | 'steps' | 'stopped'> = {
  states: [],
  steps: [],
  stopped: { kind: 'steps' },
};

/** Of all that could be meant, what comes nearest: it differs in the fewest variables. */
function wrongAt(
  instance: Instance,
  nodes: readonly Node[],
  said: SaidState,
  index: number,
): WrongState {
  const near = candidates(instance, nodes, said.label, index)
    .map((node) => ({ node, differs: differencesOf(instance, node.state, said) }))
    .sort((a, b) => a.differs.length - b.differs.length)[0];
  const before = near?.node.parent ?? nodes[0];
  return {
    at: index,
    before:
      before === undefined
        ? { automaton: instance.automaton.name, ...NO_RUN }
        : runTo(instance, before),
    obstacle: undefined,
    ...(near === undefined
      ? { ...hindrance(instance, before, said.label), differs: [] }
      : { step: near.node.step, differs: near.differs }),
  };
}

function differencesOf(instance: Instance, state: State, said: SaidState): readonly Difference[] {
  return [...said.values].flatMap(([i, value]): Difference[] => {
    const { name, sort } = at(instance.automaton.states, i);
    const is = at(state, i);
    return isSame(instance, value, is, sort) ? [] : [{ variable: name, sort, said: value, is }];
  });
}

/** The step that is told of and not possible; of several that may be meant, the one that comes furthest. */
function hindrance(
  instance: Instance,
  before: Node | undefined,
  label: SaidStep | undefined,
): Pick<WrongState, 'step'> & Partial<Pick<WrongState, 'obstacle'>> {
  if (before === undefined || label === undefined) return { step: undefined };
  let furthest: { step: Step; reach: number; obstacle: Explanation | undefined } | undefined;
  for (const step of stepsMeant(instance, label)) {
    const conditions = instance.explain(before.state, step);
    const reach = conditions.filter((c) => c.holds).length;
    if (furthest !== undefined && reach <= furthest.reach) continue;
    furthest = { step, reach, obstacle: conditions.find((c) => !c.holds) };
  }
  return furthest === undefined
    ? { step: undefined }
    : { step: furthest.step, obstacle: furthest.obstacle };
}

/** With every value for the arguments that are not told, if they are not too many. */
function stepsMeant(instance: Instance, { action, args }: SaidStep): readonly Step[] {
  const { scope } = instance;
  const size = action.parameters.reduce(
    (product, p, i) => product * (args.has(i) ? 1 : domainSize(p.sort, scope, NOWHERE)),
    1,
  );
  if (size > MOST_ARGUMENTS) return [];
  const choices = action.parameters.map((p, i) => {
    const given = args.get(i);
    return given === undefined ? (domainOf(p.sort, scope, NOWHERE) ?? []) : [given];
  });
  const lists = choices.reduce<readonly (readonly Value[])[]>(
    (made, values) => made.flatMap((list) => values.map((value) => [...list, value])),
    [[]],
  );
  return lists.map((list) => ({ action: action.name, args: list }));
}
