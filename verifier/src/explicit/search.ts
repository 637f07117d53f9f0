/** Breadth-first search of a model: exact counts, and the shortest way to the first violation. */
import type { Model } from './model.js';

export interface SearchOptions {
  /** Steps from an initial state beyond which nothing is expanded. */
  readonly depth?: number;
  /** Distinct states after which the search gives up. */
  readonly limit?: number;
  /** Give up at half of the limit if there are more than ten new states for nine that are expanded: the rest would not do. */
  readonly hopeful?: boolean;
  /** Report a state without a possible action as a violation. */
  readonly deadlock?: boolean;
  /** Called now and then. */
  readonly onProgress?: (figures: Figures) => void;
}

export interface Figures {
  readonly distinct: number;
  /** Initial states and every successor met, the known ones included. */
  readonly generated: number;
  /** The most steps that a state met so far is away from the initial states. */
  readonly depth: number;
  /** Distinct states that are still to be expanded. */
  readonly queued: number;
}

export interface Path<S, A> {
  /** One more than the actions. */
  readonly states: readonly S[];
  readonly actions: readonly A[];
}

export interface SearchResult<S, A> extends Figures {
  /** Whether every reachable state was expanded. */
  readonly complete: boolean;
  /** What cut the search short: the depth or the limit asked for. */
  readonly bound?: 'depth' | 'limit';
  /** How often each action was taken, by name. */
  readonly taken: ReadonlyMap<string, number>;
  readonly violation?:
    | { readonly kind: 'property'; readonly name: string; readonly path: Path<S, A> }
    | { readonly kind: 'deadlock'; readonly path: Path<S, A> };
}

/** An exception of the model, with the shortest path to the state in which it was thrown. */
export class SearchError<S, A> extends Error {
  readonly path: Path<S, A>;

  constructor(cause: unknown, path: Path<S, A>) {
    super('the model failed', { cause });
    this.path = path;
  }
}

const PROGRESS_EVERY = 5_000;
/** Expanded for each new state: with less, the frontier grows, and not slowly. */
const GROWTH = 0.9;

export function search<S, A>(model: Model<S, A>, options: SearchOptions = {}): SearchResult<S, A> {
  return new Search(model, options).run();
}

interface Node<S, A> {
  readonly state: S;
  readonly depth: number;
  readonly parent: number;
  readonly action?: A;
}

type Violation<S, A> = NonNullable<SearchResult<S, A>['violation']>;

class Search<S, A> {
  private readonly model: Model<S, A>;
  private readonly options: SearchOptions;
  private readonly nodes: Node<S, A>[] = [];
  private readonly known = new Set<string>();
  private readonly taken = new Map<string, number>();
  private generated = 0;
  private expanded = 0;
  private depth = 0;
  private bound: 'depth' | 'limit' | undefined;
  /** How many states were expanded when three eighths of the limit had been met. */
  private before: number | undefined;

  constructor(model: Model<S, A>, options: SearchOptions) {
    this.model = model;
    this.options = options;
  }

  run(): SearchResult<S, A> {
    for (const state of this.model.initial()) {
      const violation = this.meet(state, 0, -1);
      if (violation !== undefined) return this.result(violation);
    }
    while (this.expanded < this.nodes.length && this.bound !== 'limit') {
      const violation = this.expand(this.expanded);
      this.expanded += 1;
      if (violation !== undefined) return this.result(violation);
      if (this.isHopeless()) this.bound = 'limit';
      if (this.expanded % PROGRESS_EVERY === 0) this.options.onProgress?.(this.figures());
    }
    return this.result(undefined);
  }

  /** A search whose frontier still grows, and not slowly, is not half done. */
  private isHopeless(): boolean {
    const { hopeful = false, limit = Infinity } = this.options;
    const met = this.nodes.length;
    if (!hopeful || this.expanded === met || met < (3 * limit) / 8) return false;
    this.before ??= this.expanded;
    const isHalf = met >= limit / 2 && this.before !== Infinity;
    if (!isHalf) return false;
    const grows = this.expanded - this.before < GROWTH * (limit / 8);
    this.before = Infinity;
    return grows;
  }

  private expand(index: number): Violation<S, A> | undefined {
    const node = this.nodeAt(index);
    if (node.depth >= (this.options.depth ?? Infinity)) {
      this.bound = 'depth';
      return undefined;
    }
    const successors = this.guarded(index, () => this.successors(node.state));
    if (successors.length === 0 && this.options.deadlock === true) {
      return { kind: 'deadlock', path: this.pathTo(index) };
    }
    for (const { action, states } of successors) {
      const name = this.model.nameOf(action);
      this.taken.set(name, (this.taken.get(name) ?? 0) + states.length);
      for (const state of states) {
        const violation = this.meet(state, node.depth + 1, index, action);
        if (violation !== undefined) return violation;
      }
    }
    return undefined;
  }

  private successors(state: S): readonly { readonly action: A; readonly states: readonly S[] }[] {
    if (this.model.successors !== undefined) return this.model.successors(state);
    return this.model
      .actions(state)
      .map((action) => ({ action, states: this.model.next(state, action) }))
      .filter(({ states }) => states.length > 0);
  }

  /** Counts the state, and keeps it and checks it when it is new. */
  private meet(state: S, depth: number, parent: number, action?: A): Violation<S, A> | undefined {
    this.generated += 1;
    const key = this.model.key(state);
    if (this.known.has(key)) return undefined;
    if (this.known.size >= (this.options.limit ?? Infinity)) {
      this.bound = 'limit';
      return undefined;
    }
    this.known.add(key);
    this.depth = Math.max(this.depth, depth);
    this.nodes.push({ state, depth, parent, ...(action === undefined ? {} : { action }) });
    const index = this.nodes.length - 1;
    const broken = this.guarded(index, () => this.model.properties.find((p) => !p.holds(state)));
    if (broken === undefined) return undefined;
    return { kind: 'property', name: broken.name, path: this.pathTo(index) };
  }

  private guarded<T>(index: number, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw new SearchError(error, this.pathTo(index));
    }
  }

  private pathTo(index: number): Path<S, A> {
    const states: S[] = [];
    const actions: A[] = [];
    for (let at = index; at >= 0; at = this.nodeAt(at).parent) {
      const { state, action } = this.nodeAt(at);
      states.unshift(state);
      if (action !== undefined) actions.unshift(action);
    }
    return { states, actions };
  }

  private nodeAt(index: number): Node<S, A> {
    const node = this.nodes[index];
    if (node === undefined) throw new RangeError(`no node ${index}`);
    return node;
  }

  private figures(): Figures {
    return {
      distinct: this.nodes.length,
      generated: this.generated,
      depth: this.depth,
      queued: this.nodes.length - this.expanded,
    };
  }

  private result(violation: Violation<S, A> | undefined): SearchResult<S, A> {
    return {
      ...this.figures(),
      complete: violation === undefined && this.bound === undefined,
      ...(this.bound === undefined ? {} : { bound: this.bound }),
      taken: this.taken,
      ...(violation === undefined ? {} : { violation }),
    };
  }
}
