/** The explorer in a worker of its own: whoever has enough of a search ends the worker. */
import type { Source } from '@maat/spec-lang';
import { explore, withBudget, type Figures } from '@maat/verifier';
import { expose } from 'comlink';
import { exploredOf, type Explored } from '../explore/figures.js';
import { openInstance, type Refused, type Target } from '../spec/instance.js';
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
}

/** More states than these do not fit into the memory of a page. */
const LIMIT = 2_000_000;

const api: ExploreApi = {
  explore: (desk, target, { depth, inputs, deadlock }, onProgress) => {
    const opened = openInstance(desk, SHELF, target);
    if (opened.kind === 'refused') return opened;
    const { invariants, scope } = opened;
    const instance =
      inputs === undefined
        ? opened.instance
        : withBudget(opened.instance, { total: inputs, of: new Map() });
    const result = explore(instance, {
      invariants,
      limit: LIMIT,
      onProgress,
      ...(depth === undefined ? {} : { depth }),
      ...(deadlock === undefined ? {} : { deadlock }),
    });
    const bounded = [scope, ...(inputs === undefined ? [] : [`inputs≤${inputs}`])]
      .filter((part) => part !== '')
      .join(', ');
    return exploredOf(
      result,
      invariants.map((i) => i.name),
      bounded,
    );
  },
};

expose(api);
