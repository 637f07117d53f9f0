/** What is demanded of the concrete side beside its relation to the abstract one, checked at every state and step. */
import {
  equalValues,
  keyOf,
  type Automaton,
  type Bound,
  type Expr,
  type Pairing,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import type { StateNames } from '../explicit/state-names.js';
import type { LocalFailure } from './failure.js';
import type { Pair } from './pair.js';
import { RememberedCondition } from './remembered-condition.js';

export interface Demands {
  /** Of every state. */
  readonly invariants?: readonly { readonly name: string; readonly condition: Expr }[];
  /** Of the state before every step of an action. */
  readonly contracts?: readonly Contract[];
  readonly locality?: Locality;
}

export interface Contract {
  readonly name: string;
  readonly action: string;
  readonly parameters: readonly Bound[];
  readonly condition: Expr;
}

/** A step at a process, its first argument, changes these variables in cells of that process only. */
export interface Locality {
  /** The sort of processes. */
  readonly processes: string;
  readonly variables: readonly string[];
}

export class Demanded {
  readonly #automaton: Automaton;
  readonly #demands: Demands;
  readonly #pairing: Pairing;
  readonly #invariants: readonly {
    readonly name: string;
    readonly condition: Expr;
    readonly code: RememberedCondition;
  }[];
  readonly #local: readonly (readonly [name: string, position: number])[];

  constructor(automaton: Automaton, demands: Demands, pairing: Pairing, names: StateNames) {
    this.#automaton = automaton;
    this.#demands = demands;
    this.#pairing = pairing;
    this.#invariants = (demands.invariants ?? []).map(({ name, condition }) => {
      const code = new RememberedCondition(pairing.condition(condition), names);
      return { name, condition, code };
    });
    const local = demands.locality?.variables ?? [];
    this.#local = automaton.states.flatMap((v, i) =>
      local.includes(v.name) ? [[v.name, i] as const] : [],
    );
  }

  ofState(pair: Pair): LocalFailure | undefined {
    const broken = this.#invariants.find(({ code }) => !code.holds(pair));
    if (broken === undefined) return undefined;
    const { text, terms } = this.#pairing.explain(broken.condition, pair.c, pair.a);
    return { kind: 'invariant', name: broken.name, text, terms, fired: [] };
  }

  ofStep(pair: Pair, step: Step, next: State): LocalFailure | undefined {
    return this.#contract(pair, step) ?? this.#locality(pair.c, step, next);
  }

  #contract({ c, a }: Pair, step: Step): LocalFailure | undefined {
    for (const { name, action, parameters, condition } of this.#demands.contracts ?? []) {
      if (action !== step.action) continue;
      const locals = new Map(parameters.map((p, i) => [p.name, step.args[i] as Value]));
      if (this.#pairing.evaluate(condition, c, a, locals) === true) continue;
      const { text, terms } = this.#pairing.explain(condition, c, a, locals);
      return { kind: 'contract', name, text, terms, fired: [] };
    }
    return undefined;
  }

  #locality(before: State, step: Step, after: State): LocalFailure | undefined {
    const process = this.#processOf(step);
    for (const [name, i] of this.#local) {
      const [old, now] = [before[i], after[i]];
      if (old === undefined || now === undefined || isLocal(old, now, process)) continue;
      const where = typeof process === 'string' ? `is at ${process}` : 'is at no process';
      const text = `${step.action} ${where}, and changes ${name} elsewhere`;
      return { kind: 'locality', name, text, terms: [], fired: [] };
    }
    return undefined;
  }

  #processOf({ action, args }: Step): Value | undefined {
    const [first] = this.#automaton.signature.find((a) => a.name === action)?.parameters ?? [];
    const { processes } = this.#demands.locality ?? {};
    return first?.sort.kind === 'uninterpreted' && first.sort.name === processes
      ? args[0]
      : undefined;
  }
}

/** Whether every cell that changed has the process in its index. */
function isLocal(before: Value, after: Value, process: Value | undefined): boolean {
  if (before === after || equalValues(before, after)) return true;
  if (typeof before !== 'object' || typeof after !== 'object') return false;
  if (before.kind !== 'array' || after.kind !== 'array' || process === undefined) return false;
  const old = new Map(before.entries.map(([key, value]) => [keyOf(key), value]));
  const now = new Map(after.entries.map(([key, value]) => [keyOf(key), value]));
  return [...before.entries, ...after.entries].every(([key]) => {
    const [was, is] = [old, now].map((cells) => cells.get(keyOf(key)) ?? before.otherwise);
    if (was !== undefined && is !== undefined && equalValues(was, is)) return true;
    const index = typeof key === 'object' && key.kind === 'tuple' ? key.fields : [key];
    return index.some((part) => equalValues(part, process));
  });
}
