/** The explorer in a worker of its own: whoever has enough of a search ends the worker. */
import type { Instance, Source } from '@maat/spec-lang';
import { explore, withBudget, type Figures } from '@maat/verifier';
import { expose } from 'comlink';
import { exploredOf, type Explored } from '../explore/figures.js';
import { stateGraph, type StateGraph, type TooLarge } from '../explore/graph.js';
import { layoutOf, type GraphLayout } from '../explore/layout.js';
import { openInstance, whileRunning, type Refused, type Target } from '../spec/instance.js';
import { SHELF } from './shelf.js';

/** Nothing given is nothing bounded. */
export interface Bounds {
  readonly depth?: number;
  readonly inputs?: number;
  readonly deadlock?: boolean;
}

export interface ExploreApi {
  explore(
    desk: readonly Source[],
    target: Target,
    bounds: Bounds,
    onProgress: (figures: Figures) => void,
  ): Explored | Refused;
  /** Of a space that is small enough to be looked at. */
  graph(desk: readonly Source[], target: Target, bounds: Bounds): Promise<Graphed | Refused>;
}

export type Graphed =
  { readonly kind: 'drawn'; readonly graph: StateGraph; readonly layout: GraphLayout } | TooLarge;

/** More states than these do not fit into the memory of a page. */
const LIMIT = 2_000_000;

const api: ExploreApi = {
  explore: (desk, target, { depth, inputs, deadlock }, onProgress) => {
    const opened = openInstance(desk, SHELF, target);
    if (opened.kind === 'refused') return opened;
    const { invariants, scope } = opened;
    const instance = bounded(opened.instance, inputs);
    const result = explore(instance, {
      invariants,
      limit: LIMIT,
      onProgress,
      ...(depth === undefined ? {} : { depth }),
      ...(deadlock === undefined ? {} : { deadlock }),
    });
    const extent = [scope, ...(inputs === undefined ? [] : [`inputs≤${inputs}`])]
      .filter((part) => part !== '')
      .join(', ');
    return exploredOf(
      result,
      invariants.map((i) => i.name),
      extent,
    );
  },
  graph: async (desk, target, { inputs }) => {
    const opened = openInstance(desk, SHELF, target);
    if (opened.kind === 'refused') return opened;
    const made = whileRunning(() =>
      stateGraph(bounded(opened.instance, inputs), opened.invariants),
    );
    if (made.kind !== 'graph') return made;
    return { kind: 'drawn', graph: made, layout: await layoutOf(made) };
  },
};

function bounded(instance: Instance, inputs: number | undefined): Instance {
  return inputs === undefined ? instance : withBudget(instance, { total: inputs, of: new Map() });
}

expose(api);
