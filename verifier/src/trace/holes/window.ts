/**
 * A stretch of a run as a question for a solver: from a known state, through events that are known and
 * holes of which it is asked what may stand in them. One question for each choice of actions.
 */
import { NOWHERE } from '@maat/spec-lang';
import type { Action, State, Step, Value } from '@maat/spec-lang';
import { SymAutomaton, type SymState } from '../../smt/claims/automaton.js';
import type { Case, NamedTerm } from '../../smt/claims/case.js';
import { BOXES } from '../../smt/encode/box.js';
import { equalSyms } from '../../smt/encode/compare.js';
import { Problem } from '../../smt/encode/context.js';
import { freshValue } from '../../smt/encode/fresh.js';
import { Literals } from '../../smt/encode/literal.js';
import type { Sym } from '../../smt/encode/value.js';
import { namedElement, type FiniteInstance } from '../../smt/finite/instance.js';
import { finiteQuery } from '../../smt/finite/pose.js';
import { Reader } from '../../smt/finite/read.js';
import { and, not, or } from '../../smt/logic/build.js';
import { apply, FALSE, TRUE, type Term } from '../../smt/logic/term.js';
import { termText } from '../../smt/logic/print.js';
import type { Query } from '../../smt/query.js';
import type { FillScope } from './domain.js';
import { greatestIn } from './greatest.js';

/** One of several ways to pass a place in the stretch: steps in a row, some with unknown arguments. */
export type Way = readonly OpenStep[];

export interface OpenStep {
  readonly action: Action;
  /** Undefined where it is asked for. */
  readonly args: readonly (Value | undefined)[];
}

/** A question with the choice that it stands for. */
export interface WindowQuestion {
  readonly query: Query;
  /** The steps at each place, from the values of a model. */
  readonly steps: (values: readonly string[]) => readonly (readonly Step[])[];
}

/** What may still be spent on questions: a step of a stretch costs one, to ask costs as much as ASKING. */
export interface Effort {
  left: number;
}

const ASKING = 20;

/** Made one by one, as they are asked for; none more when the effort is spent. */
export function windowQuestions(
  desk: FillScope,
  from: State,
  places: readonly (readonly Way[])[],
  effort: Effort,
): Iterator<WindowQuestion> {
  return new Window(desk, from, places, effort).questions();
}

interface SymbolicStep {
  readonly action: Action;
  readonly args: readonly Sym[];
}

interface Path {
  readonly state: SymState;
  readonly known: readonly Term[];
  /** By place. */
  readonly steps: readonly (readonly SymbolicStep[])[];
}

class Window {
  private readonly desk: FillScope;
  private readonly places: readonly (readonly Way[])[];
  private readonly problem = new Problem(BOXES);
  private readonly automaton: SymAutomaton;
  private readonly literals: Literals;
  private readonly instance: FiniteInstance;
  private readonly from: State;
  private readonly effort: Effort;

  constructor(desk: FillScope, from: State, places: readonly (readonly Way[])[], effort: Effort) {
    this.desk = desk;
    this.effort = effort;
    this.from = from;
    this.places = places;
    const { service, scope, definitions } = desk;
    this.automaton = new SymAutomaton(service, this.problem, '', definitions);
    const names = new Map(scope.sorts);
    this.literals = new Literals(
      this.problem,
      (sort, name) => elementIn(names, sort, name),
      NOWHERE,
    );
    const length = places.reduce((sum, ways) => sum + Math.max(0, ...ways.map((w) => w.length)), 0);
    this.instance = { elements: 3, greatest: greatestIn(from, places.flat(2)) + length + 1, names };
  }

  *questions(): Generator<WindowQuestion> {
    const { service, scope } = this.desk;
    const state: SymState = new Map(
      service.states.map((v, i) => [v.name, this.literals.of(v.sort, present(this.from[i]))]),
    );
    const constants = service.parameters.values.map(({ name, sort }) =>
      equalSyms(
        this.problem,
        sort,
        present(this.automaton.constants.get(name)),
        this.literals.of(sort, present(scope.values.get(name))),
        NOWHERE,
      ),
    );
    let i = 0;
    for (const path of this.walk({ state, known: constants, steps: [] })) {
      this.effort.left -= ASKING;
      yield this.question(path, i++);
    }
  }

  private *walk(path: Path): Generator<Path> {
    const ways = this.places[path.steps.length];
    if (ways === undefined) {
      yield path;
      return;
    }
    for (const way of ways) {
      for (const next of this.along(way, { ...path, steps: [...path.steps, []] }))
        yield* this.walk(next);
    }
  }

  private *along([first, ...rest]: Way, path: Path): Iterable<Path> {
    if (first === undefined) {
      yield path;
      return;
    }
    const { action } = first;
    const args = action.parameters.map((p, i) => {
      const known = first.args[i];
      return known === undefined
        ? freshValue(this.problem, `${action.name}.${p.name}`, p.sort, NOWHERE)
        : this.literals.of(p.sort, known);
    });
    for (const { state, known } of this.after(action, args, path.state)) {
      const here = present(path.steps.at(-1));
      const steps = path.steps.with(-1, [...here, { action, args }]);
      yield* this.along(rest, { state, known: [...path.known, known], steps });
    }
  }

  /** By each clause; and unchanged, where no clause speaks of an input. What is plainly impossible is left out. */
  private *after(
    action: Action,
    args: readonly Sym[],
    state: SymState,
  ): Iterable<{ readonly state: SymState; readonly known: Term }> {
    this.effort.left -= 1;
    if (this.effort.left < 0) return;
    const possible: Term[] = [];
    for (const clause of this.automaton.clausesOf(action.name)) {
      const { guards, after, defined, chosen } = this.automaton.step(clause, state, args);
      const enabled = and(...guards.map((g) => g.term));
      possible.push(enabled);
      const known = and(enabled, defined, chosen);
      if (known !== FALSE) yield { state: after, known };
    }
    const known = action.kind === 'input' ? not(or(...possible)) : FALSE;
    if (known !== FALSE) yield { state, known };
  }

  private question({ known, steps }: Path, i: number): WindowQuestion {
    const asked: Term[] = [];
    this.read(steps, (term) => {
      asked.push(term);
      return '0';
    });
    const name = `window ${String(i)}`;
    const premises: readonly NamedTerm[] = known.map((term) => ({ name, term }));
    const goal = { kind: 'step', name, text: name, term: FALSE, span: NOWHERE } as const;
    const denial = { goal, name, constants: [], assertions: [], marks: [] };
    const query = finiteQuery(name, this.caseOf(name, premises), [denial], this.instance, asked);
    return {
      query,
      steps: (values) => {
        let next = 0;
        return this.read(steps, (term) => {
          const value = values[next++];
          if (value === undefined) throw new TypeError(`no value for ${termText(term)}`);
          return value;
        });
      },
    };
  }

  private caseOf(name: string, premises: readonly NamedTerm[]): Case {
    const nowhere = { automaton: '', before: new Map(), after: new Map() };
    const picture = { concrete: nowhere, action: '', parameters: [], constants: [] };
    return { name, problem: this.problem, hypotheses: [], premises, goals: [], picture };
  }

  private read(
    steps: Path['steps'],
    answers: (term: Term) => string,
  ): readonly (readonly Step[])[] {
    const plain = (term: Term): string => textOf(term) ?? answers(term);
    const reader = new Reader(this.problem, this.instance, plain, NOWHERE);
    return steps.map((place) =>
      place.map(({ action, args }) => ({
        action: action.name,
        args: args.map((arg, i) => reader.read(present(action.parameters[i]).sort, arg)),
      })),
    );
  }
}

/** What needs no question. */
function textOf(term: Term): string | undefined {
  if (term === TRUE || term === FALSE || term.kind === 'numeral') return String(term.value);
  return term.kind === 'application' && term.fn.isElement === true ? term.fn.name : undefined;
}

/** Strings have no list of their own in the scope: they are noted as they come. */
function elementIn(names: Map<string, readonly string[]>, sort: string, name: string): Term {
  const known = names.get(sort) ?? [];
  const place = known.indexOf(name);
  if (place < 0) names.set(sort, [...known, name]);
  return apply(namedElement(sort, place < 0 ? known.length : place), []);
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a step is missing');
  return item;
}
