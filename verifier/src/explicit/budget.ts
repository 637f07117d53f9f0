/**
 * A bounded environment: an instance to which the inputs come only so often, so that a search of
 * it ends. The bounds are part of the scope, and every result has to name them.
 */
import {
  NAT,
  NOWHERE,
  type Automaton,
  type Expr,
  type Instance,
  type State,
  type StateVariable,
  type Step,
  type Value,
} from '@maat/spec-lang';

export interface Budget {
  /** How often inputs may come, all together. */
  readonly total?: number;
  /** How often actions of a name may happen; bounds on what is no input restrict the automaton itself. */
  readonly of: ReadonlyMap<string, number>;
}

export const UNBOUNDED: Budget = { of: new Map() };

/** `inputs≤2,leave≤0`; empty when nothing is bounded. */
export function showBudget({ total, of }: Budget): string {
  const all = total === undefined ? [] : [`inputs≤${total}`];
  return [...all, ...[...of].map(([name, most]) => `${name}≤${most}`)].join(',');
}

/** All inputs of the automaton. */
export function inputsOf(automaton: Automaton): readonly string[] {
  return automaton.signature.filter((a) => a.kind === 'input').map((a) => a.name);
}

/**
 * The same instance in an environment that keeps to the budget. What came is counted in variables
 * of the state, behind the automaton's own. Inputs that are counted are shown as outputs of the
 * closed system: visible as before, but no longer possible always.
 */
export function withBudget(instance: Instance, budget: Budget): Instance {
  const counters = countersFor(instance.automaton, budget);
  return counters.length === 0 ? instance : new BudgetedInstance(instance, budget, counters);
}

/** A number in the state that certain actions raise, and may not raise above `most`. */
interface Counter {
  readonly variable: string;
  readonly counts: ReadonlySet<string>;
  readonly most: number;
}

function countersFor(automaton: Automaton, { total, of }: Budget): readonly Counter[] {
  const known = automaton.signature.map((a) => a.name);
  const unknown = [...of.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`${automaton.name} has no action ${unknown}`);
  const inputs = new Set(inputsOf(automaton));
  const all = total === undefined ? [] : [{ variable: 'inputs', counts: inputs, most: total }];
  const each = [...of].map(([name, most]) => ({
    variable: `times.${name}`,
    counts: new Set([name]),
    most,
  }));
  return [...all, ...each];
}

class BudgetedInstance implements Instance {
  readonly automaton: Automaton;
  readonly scope: Instance['scope'];
  readonly definitions: Instance['definitions'];
  readonly #inner: Instance;
  readonly #budget: Budget;
  readonly #counters: readonly Counter[];
  /** Where the first counter stands. */
  readonly #first: number;

  constructor(inner: Instance, budget: Budget, counters: readonly Counter[]) {
    this.#inner = inner;
    this.#budget = budget;
    this.#counters = counters;
    this.#first = inner.automaton.states.length;
    this.automaton = closedAutomaton(inner.automaton, counters);
    this.scope = inner.scope;
    this.definitions = inner.definitions;
  }

  get reference(): Instance {
    return withBudget(this.#inner.reference, this.#budget);
  }

  initialStates(): readonly State[] {
    const none = this.#counters.map(() => 0);
    return this.#inner.initialStates().map((state) => [...state, ...none]);
  }

  enabled(state: State): readonly Step[] {
    return this.#inner.enabled(state).filter((step) => this.#allows(state, step));
  }

  post(state: State, step: Step): readonly State[] {
    if (!this.#allows(state, step)) return [];
    return this.#inner.post(state, step).map((next) => this.#counted(next, step));
  }

  successors(state: State): ReturnType<Instance['successors']> {
    return this.#inner
      .successors(state)
      .filter(({ step }) => this.#allows(state, step))
      .map(({ step, states }) => ({ step, states: states.map((s) => this.#counted(s, step)) }));
  }

  explain(state: State, step: Step): ReturnType<Instance['explain']> {
    const spent = this.#spent(state, step);
    if (spent === undefined) return this.#inner.explain(state, step);
    const text = `${spent.variable} < ${spent.most}`;
    const terms = [{ term: spent.variable, value: String(spent.most) }];
    return [{ conjunct: 'where', holds: false, text, terms }];
  }

  evaluate(expr: Expr, state: State, locals?: ReadonlyMap<string, Value>): Value {
    return this.#inner.evaluate(expr, state, locals);
  }

  predicate(condition: Expr, place: string): (state: State) => boolean {
    return this.#inner.predicate(condition, place);
  }

  #allows(state: State, step: Step): boolean {
    return this.#spent(state, step) === undefined;
  }

  #spent(state: State, { action }: Step): Counter | undefined {
    return this.#counters.find(
      ({ counts, most }, i) => counts.has(action) && Number(state[this.#first + i]) >= most,
    );
  }

  #counted(state: State, { action }: Step): State {
    if (!this.#counters.some(({ counts }) => counts.has(action))) return state;
    return state.map((value, i) => {
      const counts = this.#counters[i - this.#first]?.counts.has(action) === true;
      return counts ? Number(value) + 1 : value;
    });
  }
}

function closedAutomaton(automaton: Automaton, counters: readonly Counter[]): Automaton {
  const counted = (name: string): boolean => counters.some(({ counts }) => counts.has(name));
  const close = <T extends { readonly kind: string }>(x: T, name: string): T =>
    x.kind === 'input' && counted(name) ? { ...x, kind: 'output' } : x;
  return {
    ...automaton,
    signature: automaton.signature.map((a) => close(a, a.name)),
    transitions: automaton.transitions.map((t) => close(t, t.action)),
    states: [...automaton.states, ...counters.map(variableFor)],
  };
}

function variableFor({ variable: name, counts }: Counter): StateVariable {
  const value: Expr = { kind: 'literal', value: 0, sort: NAT, span: NOWHERE };
  const doc = `how often ${[...counts].join(', ')} came`;
  return { name, sort: NAT, initial: { kind: 'value', value }, ghost: false, doc, span: NOWHERE };
}
