/** Whether every trace of a finite automaton is one of another: subset construction on the fly. */
import {
  SpecError,
  stateKey,
  type Diagnostic,
  type Instance,
  type State,
  type Step,
  type Term,
} from '@maat/spec-lang';
import { countsFor, replayed } from '../explicit/explore.js';
import type { Model } from '../explicit/model.js';
import { SearchError, search, type Figures, type SearchOptions } from '../explicit/search.js';
import type { RefinementFailure } from './failure.js';
import { externalActions } from './witness.js';

export interface RefinementOptions extends Pick<SearchOptions, 'depth' | 'limit' | 'onProgress'> {
  /** Abstract states that internal steps may reach from one set before the check gives up. */
  readonly closureLimit?: number;
}

/** Why an abstract state that came nearest cannot take the step: its first false guard. */
export interface Obstacle {
  readonly abstract: State;
  readonly name: string;
  readonly text: string;
  readonly terms: readonly Term[];
}

export interface RefinementResult extends Figures {
  /** `unknown`: a limit was reached. `invalid`: one of the specifications cannot be run. */
  readonly verdict: 'holds' | 'refuted' | 'unknown' | 'invalid';
  readonly complete: boolean;
  readonly bound?: 'depth' | 'limit';
  /** How often each concrete action was taken. */
  readonly actions: ReadonlyMap<string, number>;
  readonly failure?: RefinementFailure;
  /** For the failing step, the nearest candidates first. */
  readonly obstacles: readonly Obstacle[];
  readonly diagnostics: readonly Diagnostic[];
}

const CLOSURE_LIMIT = 100_000;
const OBSTACLES_SHOWN = 3;

/**
 * Follows each concrete run with the set of all abstract states that its trace may have led to.
 * External actions are matched by name and arguments; a concrete action that is not external on
 * both sides counts as internal. The counterexample is a shortest one.
 */
export function checkRefinement(
  concrete: Instance,
  abstract: Instance,
  options: RefinementOptions = {},
): RefinementResult {
  const follower = new Follower(concrete, abstract, options.closureLimit ?? CLOSURE_LIMIT);
  const none = {
    ...NOTHING,
    complete: false,
    actions: countsFor(concrete, new Map()),
    obstacles: [],
  };
  try {
    const { violation, taken, ...figures } = search(modelFor(concrete, follower), options);
    const shared = { ...figures, actions: countsFor(concrete, taken), diagnostics: [] };
    if (violation === undefined) {
      const verdict = figures.bound === 'limit' ? 'unknown' : 'holds';
      return { ...shared, verdict, obstacles: [] };
    }
    const { states, actions } = violation.path;
    const path = { states: states.map((n) => n.c), actions };
    const run = replayed(concrete, path, { kind: 'steps' });
    return {
      ...shared,
      verdict: 'refuted',
      ...follower.explain(states.at(-2), actions.at(-1), run),
    };
  } catch (error) {
    const cause = error instanceof SearchError ? error.cause : error;
    if (cause instanceof ClosureTooLarge) return { ...none, verdict: 'unknown', diagnostics: [] };
    if (!(cause instanceof SpecError)) throw cause;
    return { ...none, verdict: 'invalid', diagnostics: cause.diagnostics };
  }
}

const NOTHING: Figures = { distinct: 0, generated: 0, depth: 0, queued: 0 };

/** A set of abstract states; empty when no abstract behaviour has the trace. */
interface Subset {
  readonly key: string;
  readonly states: readonly State[];
}

interface Node {
  readonly c: State;
  readonly subset: Subset;
}

class ClosureTooLarge extends Error {}

function modelFor(concrete: Instance, follower: Follower): Model<Node, Step> {
  return {
    initial: () => concrete.initialStates().map((c) => ({ c, subset: follower.start() })),
    actions: ({ c }) => concrete.enabled(c),
    next: ({ c, subset }, step) =>
      concrete.post(c, step).map((next) => ({ c: next, subset: follower.follow(subset, step) })),
    successors: ({ c, subset }) =>
      concrete.successors(c).map(({ step, states }) => {
        const next = follower.follow(subset, step);
        return { action: step, states: states.map((s) => ({ c: s, subset: next })) };
      }),
    properties: [{ name: 'trace inclusion', holds: ({ subset }) => subset.states.length > 0 }],
    key: ({ c, subset }) => `${stateKey(c)}|${subset.key}`,
    nameOf: (step) => step.action,
  };
}

class Follower {
  private readonly abstract: Instance;
  private readonly limit: number;
  private readonly visible: ReadonlySet<string>;
  private readonly internal: ReadonlySet<string>;
  private readonly followed = new Map<string, Subset>();
  private readonly names = new Map<string, string>();

  constructor(concrete: Instance, abstract: Instance, limit: number) {
    this.abstract = abstract;
    this.limit = limit;
    const shown = externalActions(abstract);
    this.visible = new Set([...externalActions(concrete)].filter((name) => shown.has(name)));
    this.internal = new Set(
      abstract.automaton.signature.filter((a) => a.kind === 'internal').map((a) => a.name),
    );
  }

  start(): Subset {
    return this.closure(this.abstract.initialStates());
  }

  follow(subset: Subset, step: Step): Subset {
    if (!this.visible.has(step.action)) return subset;
    const key = `${subset.key} ${step.action} ${stateKey(step.args)}`;
    const known = this.followed.get(key);
    if (known !== undefined) return known;
    const next = this.closure(subset.states.flatMap((a) => this.abstract.post(a, step)));
    this.followed.set(key, next);
    return next;
  }

  /** All states that internal steps lead to, these included. */
  private closure(from: readonly State[]): Subset {
    const found = new Map<string, State>();
    const pending = [...from];
    for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
      const key = stateKey(state);
      if (found.has(key)) continue;
      if (found.size >= this.limit) throw new ClosureTooLarge();
      found.set(key, state);
      for (const { step, states } of this.abstract.successors(state)) {
        if (this.internal.has(step.action)) pending.push(...states);
      }
    }
    return { key: this.nameFor([...found.keys()].sort().join('\n')), states: [...found.values()] };
  }

  /** A short name for each set of states, so that keys of pairs stay small. */
  private nameFor(content: string): string {
    const name = this.names.get(content) ?? `s${this.names.size}`;
    this.names.set(content, name);
    return name;
  }

  explain(
    before: Node | undefined,
    step: Step | undefined,
    run: RefinementFailure['run'],
  ): { readonly failure: RefinementFailure; readonly obstacles: readonly Obstacle[] } {
    const states = step === undefined ? [] : (before?.subset.states ?? []);
    const obstacles = states
      .map((a) => this.obstacle(a, step ?? { action: '', args: [] }))
      .sort((x, y) => y.reached - x.reached)
      .filter((o, i, all) => all.findIndex((p) => p.text === o.text) === i)
      .slice(0, OBSTACLES_SHOWN);
    const [nearest] = obstacles;
    const failure: RefinementFailure = {
      kind: 'unmatched',
      name: nearest?.name ?? '',
      text: nearest?.text ?? `no abstract behaviour begins like this`,
      terms: nearest?.terms ?? [],
      fired: [],
      run,
      ...(nearest === undefined ? {} : { abstract: nearest.abstract }),
    };
    return {
      failure,
      obstacles: obstacles.map(({ abstract, name, text, terms }) => ({
        abstract,
        name,
        text,
        terms,
      })),
    };
  }

  private obstacle(abstract: State, step: Step): Obstacle & { readonly reached: number } {
    const explained = this.abstract.explain(abstract, step);
    const index = explained.findIndex((e) => !e.holds);
    const {
      conjunct = 'where',
      text = 'its effect has no outcome',
      terms = [],
    } = explained[index] ?? {};
    const name = typeof conjunct === 'string' ? conjunct : conjunct.name;
    return { abstract, name, text, terms, reached: index < 0 ? explained.length : index };
  }
}
