/** Follows a trace with the set of all abstract states that it may have led to. */
import { stateKey, type Instance, type State, type Step, type Term } from '@maat/spec-lang';
import type { RefinementFailure } from './failure.js';
import { externalActions } from './witness.js';

/** Why an abstract state that came nearest cannot take the step: its first false guard. */
export interface Obstacle {
  readonly abstract: State;
  readonly name: string;
  readonly text: string;
  readonly terms: readonly Term[];
}

/** A set of abstract states; empty when no abstract behaviour has the trace. */
export interface Subset {
  readonly key: string;
  readonly states: readonly State[];
}

/** Internal steps reach more abstract states than the check is allowed to hold. */
export class ClosureTooLarge extends Error {}

const OBSTACLES_SHOWN = 3;

export class Follower {
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
    before: Subset | undefined,
    step: Step | undefined,
    run: RefinementFailure['run'],
  ): { readonly failure: RefinementFailure; readonly obstacles: readonly Obstacle[] } {
    const states = step === undefined ? [] : (before?.states ?? []);
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
