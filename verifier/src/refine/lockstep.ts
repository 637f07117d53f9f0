/** One concrete step and the abstract steps it stands for, side by side. */
import {
  equalValues,
  type Conjunct,
  type Instance,
  type Pairing,
  type Simulation,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import { StateNames } from '../explicit/state-names.js';
import { Demanded, type Demands } from './demands.js';
import type { LocalFailure } from './failure.js';
import type { Pair } from './pair.js';
import { RememberedCondition } from './remembered-condition.js';
import { SharedStates } from './shared-states.js';
import { externalActions, witnessOf, type Firing, type Witness } from './witness.js';

export type Outcome =
  | { readonly ok: true; readonly a: State; readonly fired: readonly Step[] }
  | { readonly ok: false; readonly failure: LocalFailure };

/** Moves pairs of states along. */
export interface Lockstep {
  /** The abstract state to begin with, for a concrete initial state. */
  start(c: State): Outcome;
  /** The abstract state after the concrete step from `pair` to the concrete state `next`. */
  follow(pair: Pair, step: Step, next: State): Outcome;
  /** Equal pairs have equal names. */
  nameOf(pair: Pair): string;
}

export function lockstep(
  concrete: Instance,
  abstract: Instance,
  simulation: Simulation,
  pairing: Pairing,
  demands: Demands = {},
): Lockstep {
  return new Steps(concrete, abstract, simulation, pairing, demands);
}

class Steps implements Lockstep {
  private readonly abstract: Instance;
  private readonly simulation: Simulation;
  private readonly pairing: Pairing;
  private readonly witness: Witness;
  private readonly conditions: readonly RememberedCondition[];
  /** What both sides show; an action that the abstract side does not know is not compared. */
  private readonly visible: ReadonlySet<string>;
  private readonly abstractStarts: readonly State[];
  private readonly shared: SharedStates;
  private readonly names = new StateNames();
  private readonly demanded: Demanded;

  constructor(
    concrete: Instance,
    abstract: Instance,
    simulation: Simulation,
    pairing: Pairing,
    demands: Demands,
  ) {
    this.abstract = abstract;
    this.simulation = simulation;
    this.pairing = pairing;
    this.witness = witnessOf(simulation, abstract, pairing);
    this.conditions = simulation.relation.map(
      (r) => new RememberedCondition(pairing.condition(r.condition), this.names),
    );
    const concreteExternal = externalActions(concrete);
    this.visible = new Set([...externalActions(abstract)].filter((n) => concreteExternal.has(n)));
    this.shared = new SharedStates(abstract);
    this.demanded = new Demanded(concrete.automaton, demands, pairing, this.names);
    this.abstractStarts = abstract.initialStates().map((a) => this.shared.share(a));
  }

  nameOf({ c, a }: Pair): string {
    return `${this.names.nameOf(c)}|${this.shared.nameOf(a)}`;
  }

  start(c: State): Outcome {
    const chosen = this.abstractStarts.filter((a) => this.isChosen(c, a));
    const [first] = chosen;
    const related = chosen.find((a) => this.broken({ c, a }) === undefined);
    if (related !== undefined) return this.wellKept({ c, a: related }, []);
    if (first === undefined)
      return fail('start', 'no abstract initial state is as `start` says', []);
    return { ok: false, failure: this.brokenFailure({ c, a: first }, 'start', []) };
  }

  follow(pair: Pair, step: Step, next: State): Outcome {
    const breach = this.demanded.ofStep(pair, step, next);
    if (breach !== undefined) return { ok: false, failure: { ...breach, abstract: pair.a } };
    const firings = this.witness(step, pair.c, pair.a);
    if (firings === undefined) {
      return fail('witness', 'a condition of the witness is undefined', [], pair.a);
    }
    const taken = this.take(firings, pair, step);
    if (!taken.ok) return taken;
    const { fired, states } = taken;
    const seen = this.checkTrace(step, fired, pair);
    if (seen !== undefined) return { ok: false, failure: seen };
    const related = states.find((a) => this.keeps(pair, { c: next, a }));
    if (related !== undefined) return this.wellKept({ c: next, a: related }, fired);
    const [first = pair.a] = states;
    const kind = states.length > 1 ? 'choice' : 'relation';
    return { ok: false, failure: this.brokenFailure({ c: next, a: first }, kind, fired) };
  }

  private wellKept(pair: Pair, fired: readonly Step[]): Outcome {
    const failure = this.demanded.ofState(pair);
    return failure === undefined ? { ok: true, a: pair.a, fired } : { ok: false, failure };
  }

  private isChosen(c: State, a: State): boolean {
    return this.simulation.start.every(({ variable, value }) => {
      const index = this.abstract.automaton.states.findIndex((v) => v.name === variable);
      const wanted = this.pairing.evaluate(value, c, a);
      const actual = a[index];
      return wanted !== undefined && actual !== undefined && equalValues(wanted, actual);
    });
  }

  /** Takes the abstract steps one after the other, from every state the last one may lead to. */
  private take(firings: readonly Firing[], pair: Pair, step: Step): Taken {
    let states: readonly State[] = [pair.a];
    const fired: Step[] = [];
    for (const firing of firings) {
      const [here = pair.a] = states;
      const args = firing.args(here);
      if (args === undefined) {
        const text = `an argument of ${firing.action}, for ${step.action}, is undefined`;
        return fail('witness', text, fired, pair.a);
      }
      const abstractStep: Step = { action: firing.action, args };
      const next = states.flatMap((a) => this.shared.post(a, abstractStep));
      fired.push(abstractStep);
      if (next.length === 0) return { ok: false, failure: this.disabled(here, fired, pair.a) };
      states = next;
    }
    return { ok: true, states, fired };
  }

  /** The first conjunct that stands in the abstract step's way. */
  private disabled(here: State, fired: readonly Step[], abstract: State): LocalFailure {
    const step = fired.at(-1) ?? { action: '', args: [] };
    const explained = this.abstract.explain(here, step);
    const index = explained.findIndex((e) => !e.holds);
    const wrong = explained[index];
    const { conjunct = 'where', text = 'its effect has no outcome', terms = [] } = wrong ?? {};
    const missing = conjunct === 'no such action';
    const own = typeof conjunct === 'string' ? conjunct : conjunct.name;
    const name = own === '' ? `guard ${index + 1} of ${step.action}` : own;
    return { kind: missing ? 'witness' : 'enabled', name, text, terms, fired, abstract };
  }

  private checkTrace(step: Step, fired: readonly Step[], pair: Pair): LocalFailure | undefined {
    const wanted = this.visible.has(step.action) ? [step] : [];
    const shown = fired.filter((s) => this.visible.has(s.action));
    const same =
      wanted.length === shown.length &&
      wanted.every((w, i) => w.action === shown[i]?.action && equalLists(w.args, shown[i].args));
    if (same) return undefined;
    const names = (steps: readonly Step[]): string =>
      steps.length === 0 ? 'nothing' : steps.map((s) => s.action).join(', ');
    const text = `the abstract steps show ${names(shown)}, the concrete step ${names(wanted)}`;
    return { kind: 'trace', name: step.action, text, terms: [], fired, abstract: pair.a };
  }

  private broken({ c, a }: Pair): Conjunct | undefined {
    return this.simulation.relation.find((_, i) => this.conditions[i]?.holds({ c, a }) !== true);
  }

  /** Of a pair after one in which all conjuncts held. */
  private keeps(before: Pair, after: Pair): boolean {
    return this.conditions.every((condition) => condition.keeps(before, after));
  }

  private brokenFailure(
    pair: Pair,
    kind: LocalFailure['kind'],
    fired: readonly Step[],
  ): LocalFailure {
    const conjunct = this.broken(pair);
    if (conjunct === undefined) throw new TypeError('every conjunct holds');
    const place = this.simulation.relation.indexOf(conjunct);
    const name = conjunct.name === '' ? `conjunct ${place + 1}` : conjunct.name;
    const { text, terms } = this.pairing.explain(conjunct.condition, pair.c, pair.a);
    return { kind, name, text, terms, fired, abstract: pair.a };
  }
}

type Taken =
  | { readonly ok: true; readonly states: readonly State[]; readonly fired: readonly Step[] }
  | { readonly ok: false; readonly failure: LocalFailure };

function fail(
  kind: LocalFailure['kind'],
  text: string,
  fired: readonly Step[],
  abstract?: State,
): { readonly ok: false; readonly failure: LocalFailure } {
  const place = abstract === undefined ? {} : { abstract };
  return { ok: false, failure: { kind, name: '', text, terms: [], fired, ...place } };
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((x, i) => b[i] !== undefined && equalValues(x, b[i]));
}
