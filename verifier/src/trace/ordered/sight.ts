/** Reads a state of an ordered service: who is in which view, how long its log is, who has observed how much. */
import { findKey, keyOf, sortedArray, tupleOf, withEntry } from '@maat/spec-lang';
import type { Automaton, State, Value } from '@maat/spec-lang';
import type { OrderedForm } from './form.js';

export class Sight {
  private readonly form: OrderedForm;
  private readonly position: ReadonlyMap<string, number>;
  /** Positions of variables that have a cell or more for each view, but those of the group. */
  private readonly perView: ReadonlySet<number>;
  private readonly group: ReadonlySet<number>;

  constructor(service: Automaton, form: OrderedForm) {
    const view = service.parameters.types[1];
    const isPerView = ({ sort }: Automaton['states'][number]): boolean => {
      const first = sort.kind === 'array' ? sort.index[0] : undefined;
      return first?.kind === 'uninterpreted' && first.name === view;
    };
    this.form = form;
    this.position = new Map(service.states.map((v, i) => [v.name, i]));
    const positions = (test: (v: Automaton['states'][number]) => boolean): ReadonlySet<number> =>
      new Set(service.states.flatMap((v, i) => (test(v) ? [i] : [])));
    this.group = positions((v) => GROUP.has(v.name));
    this.perView = positions(isPerView);
  }

  /** The view that the process is in; undefined before its first. */
  viewOf(state: State, process: Value): Value | undefined {
    const cell = this.cell(state, 'cur', process);
    return typeof cell === 'object' && cell.kind === 'some' ? cell.value : undefined;
  }

  logLength(state: State, view: Value): number {
    return this.lengthOf(state, this.form.log, view);
  }

  /** The length of a sequence of the process's own. */
  queueLength(state: State, variable: string, process: Value): number {
    return this.lengthOf(state, variable, process);
  }

  observed(state: State, process: Value, view: Value): number {
    const count = this.cell(state, this.form.index, this.indexKey(process, view));
    return typeof count === 'number' ? count : 0;
  }

  /** The same state, if the process had observed this much; a state to ask questions of, not to go on from. */
  asIfObserved(state: State, process: Value, view: Value, count: number): State {
    const at = this.position.get(this.form.index) ?? -1;
    const array = state[at];
    if (typeof array !== 'object' || array.kind !== 'array') return state;
    const entries = withEntry(array.entries, this.indexKey(process, view), count as Value);
    return state.map((v, i) => (i === at ? sortedArray(array.otherwise, entries) : v));
  }

  /**
   * What the future depends on, as text. How far the logs are explained says what the group's
   * variables are, and cells of views in which nobody is any more are never read again.
   */
  key(state: State, views: ReadonlySet<string>): string {
    return state
      .map((value, i) => {
        if (this.group.has(i)) return '';
        return this.perView.has(i) ? keyOfViews(value, views) : keyOf(value);
      })
      .join(';');
  }

  private indexKey(process: Value, view: Value): Value {
    return this.form.isIndexPerView ? tupleOf([view, process]) : process;
  }

  private lengthOf(state: State, variable: string, index: Value): number {
    const cell = this.cell(state, variable, index);
    return typeof cell === 'object' && cell.kind === 'seq' ? cell.elements.length : 0;
  }

  private cell(state: State, variable: string, index: Value): Value | undefined {
    const array = state[this.position.get(variable) ?? -1];
    if (typeof array !== 'object' || array.kind !== 'array') return undefined;
    const found = findKey(array.entries, index);
    return found < 0 ? array.otherwise : array.entries[found]?.[1];
  }
}

const GROUP: ReadonlySet<string> = new Set(['members', 'cur', 'prev', 'entered', 'left']);

function keyOfViews(value: Value, views: ReadonlySet<string>): string {
  if (typeof value !== 'object' || value.kind !== 'array') return keyOf(value);
  const kept = value.entries.filter(([key]) => {
    const view = typeof key === 'object' && key.kind === 'tuple' ? key.fields[0] : key;
    return view !== undefined && views.has(keyOf(view));
  });
  return kept.map(([key, v]) => `${keyOf(key)}>${keyOf(v)}`).join(',');
}
