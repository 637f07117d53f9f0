/** Symbolic runs of an automaton: any state, the initial states, and a clause's step. */
import type { Automaton, Bound, Definition, Sort, Transition } from '@maat/spec-lang';
import type { Problem } from '../encode/context.js';
import type { Env } from '../encode/env.js';
import { evaluateFormula, evaluateAs, evaluateGuard } from '../encode/evaluate.js';
import { execute } from '../encode/execute.js';
import { freshValue, sharedValue } from '../encode/fresh.js';
import { Inexpressible } from '../encode/inexpressible.js';
import { envOf, type Machine, type Site } from '../encode/machine.js';
import type { Sym } from '../encode/value.js';
import { and, implies } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import type { NamedTerm, Picture } from './case.js';

export type SymState = ReadonlyMap<string, Sym>;

/** An automaton in one problem; `prefix` keeps its variables apart from another's. */
export class SymAutomaton {
  readonly automaton: Automaton;
  private readonly problem: Problem;
  private readonly prefix: string;
  readonly site: Site;
  /** The automaton's own value parameters: constants of the problem, shared by both sides. */
  readonly constants: ReadonlyMap<string, Sym>;

  constructor(
    automaton: Automaton,
    problem: Problem,
    prefix: string,
    definitions: readonly Definition[],
  ) {
    this.automaton = automaton;
    this.problem = problem;
    this.prefix = prefix;
    this.constants = new Map(
      automaton.parameters.values.map((b) => [
        b.name,
        sharedValue(problem, problem.constant(b.name), b.sort, automaton.span),
      ]),
    );
    const all = [...definitions, ...automaton.definitions];
    this.site = {
      env: {
        problem,
        definitions: new Map(all.map((d) => [d.name, d])),
        constants: this.constants,
      },
      sorts: new Map(automaton.states.map((v) => [v.name, v.sort])),
      localSorts: new Map(),
    };
  }

  constantList(): Picture['constants'] {
    return this.automaton.parameters.values.flatMap(({ name, sort }) => {
      const value = this.constants.get(name);
      return value === undefined ? [] : [{ name, sort, value }];
    });
  }

  /** A state of which nothing is known. */
  anyState(): SymState {
    return new Map(
      this.automaton.states.map((v) => [
        v.name,
        freshValue(this.problem, `${this.prefix}${v.name}`, v.sort, v.span),
      ]),
    );
  }

  /**
   * The initial states. Without `choices` any of them: what is said of them may be used. With
   * `choices`, which say what a variable without a value of its own begins with, one of them: what
   * is said of them has to be shown. That initial values are defined has to be shown in both.
   */
  initial(choices?: ReadonlyMap<string, Sym>): {
    readonly state: SymState;
    readonly premises: readonly NamedTerm[];
    readonly obliged: readonly NamedTerm[];
  } {
    const state = new Map<string, Sym>();
    const premises: NamedTerm[] = [];
    const obliged: NamedTerm[] = [];
    const said = choices === undefined ? premises : obliged;
    const env = (): Env => this.env(state, new Map());
    for (const v of this.automaton.states) {
      const chosen = choices?.get(v.name);
      const { initial } = v;
      if (initial.kind === 'value') {
        const { value, ok } = evaluateAs(initial.value, v.sort, env());
        state.set(v.name, value);
        if (ok !== TRUE) obliged.push({ name: `defined ${v.name}`, term: ok });
        continue;
      }
      const value = chosen ?? freshValue(this.problem, `${this.prefix}${v.name}`, v.sort, v.span);
      state.set(v.name, value);
      if (initial.kind === 'any' || initial.where === undefined) continue;
      const inner = {
        ...env(),
        locals: new Map([...env().locals, [initial.variable.name, value]]),
      };
      const term = evaluateGuard(initial.where, inner);
      said.push({ name: `initial ${v.name}`, term });
    }
    const { initially } = this.automaton;
    if (initially !== undefined) {
      const term = evaluateGuard(initially, env());
      said.push({ name: 'initially', term });
    }
    return { state, premises, obliged };
  }

  env(state: SymState, locals: ReadonlyMap<string, Sym>): Env {
    return envOf(this.machine(state, locals), this.site);
  }

  /** Values of which nothing is known, for a clause's parameters or locals. */
  anyValues(bounds: readonly Bound[], prefix = ''): ReadonlyMap<string, Sym> {
    return new Map(
      bounds.map((b) => {
        const name = `${prefix}${b.name}`;
        return [b.name, freshValue(this.problem, name, b.sort, this.automaton.span)];
      }),
    );
  }

  /** When the clause applies to these arguments, and what it makes of the state. */
  step(clause: Transition, state: SymState, args: readonly Sym[]): SymStep {
    const action = this.automaton.signature.find((a) => a.name === clause.action);
    const locals = named(clause.parameters, args);
    const chosen = this.anyValues(clause.locals, `${this.prefix}${clause.action}.`);
    const all = new Map([...locals, ...chosen]);
    const env = this.env(state, all);
    const guards: NamedTerm[] = [];
    if (action?.where !== undefined) {
      const own = this.env(state, named(action.parameters, args));
      guards.push({ name: 'where', term: evaluateGuard(action.where, own) });
    }
    if (clause.where !== undefined) {
      guards.push({ name: 'where', term: evaluateGuard(clause.where, env) });
    }
    clause.pre.forEach((g, i) => {
      const name = g.name === '' ? `guard ${String(i + 1)}` : g.name;
      guards.push({ name, term: evaluateGuard(g.condition, env) });
    });
    return { guards, ...this.effect(clause, state, all) };
  }

  private effect(
    clause: Transition,
    state: SymState,
    locals: ReadonlyMap<string, Sym>,
  ): Omit<SymStep, 'guards'> {
    const sorts: readonly (readonly [string, Sort])[] = [
      ...clause.parameters,
      ...clause.locals,
    ].map((b) => [b.name, b.sort]);
    const site: Site = { ...this.site, localSorts: new Map(sorts) };
    const after = execute(clause.eff, this.machine(state, locals), site);
    const ensured =
      clause.ensuring === undefined
        ? { holds: TRUE, ok: TRUE }
        : evaluateFormula(clause.ensuring, envOf(after, site));
    return {
      after: after.state,
      defined: and(after.ok, implies(after.chosen, ensured.ok)),
      // Where the condition is undefined the step is at fault, not one that is not taken.
      chosen: and(after.chosen, implies(ensured.ok, ensured.holds)),
      isDetermined: clause.locals.length === 0 && after.chosen === TRUE && ensured.holds === TRUE,
    };
  }

  clausesOf(action: string): readonly Transition[] {
    return this.automaton.transitions.filter((t) => t.action === action);
  }

  parametersOf(action: string): readonly Bound[] {
    return this.automaton.signature.find((a) => a.name === action)?.parameters ?? [];
  }

  kindOf(action: string): 'input' | 'output' | 'internal' | undefined {
    return this.automaton.signature.find((a) => a.name === action)?.kind;
  }

  private machine(state: SymState, locals: ReadonlyMap<string, Sym>): Machine {
    return { state, locals: new Map([...this.constants, ...locals]), ok: TRUE, chosen: TRUE };
  }
}

export interface SymStep {
  readonly guards: readonly NamedTerm[];
  readonly after: SymState;
  /** No undefined term is met in the effect. */
  readonly defined: Term;
  /** What the effect chose exists. */
  readonly chosen: Term;
  /** Nothing was left to chance: the state after is the only one. */
  readonly isDetermined: boolean;
}

function named(bounds: readonly Bound[], values: readonly Sym[]): ReadonlyMap<string, Sym> {
  return new Map(
    bounds.map((b, i) => {
      const value = values[i];
      if (value === undefined) throw new TypeError(`no value for ${b.name}`);
      return [b.name, value];
    }),
  );
}

/** What no witness was given for: an abstract step that may go several ways. */
export function undetermined(action: string, clause: Transition): Inexpressible {
  return new Inexpressible(
    `an abstract step of ${action} that may have several outcomes`,
    clause.span,
  );
}
