/** Two automata in one problem, and what is said of both: the relation, the witness, what is seen. */
import {
  equalSort,
  printExpr,
  type Automaton,
  type Definition,
  type Invariant,
  type Simulation,
  type Span,
} from '@maat/spec-lang';
import { BOXES } from '../encode/box.js';
import { Problem } from '../encode/context.js';
import type { Env } from '../encode/env.js';
import { evaluateFormula, evaluateGuard } from '../encode/evaluate.js';
import { Inexpressible } from '../encode/inexpressible.js';
import type { Sym } from '../encode/value.js';
import { and, implies } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { SymAutomaton, type SymState } from './automaton.js';
import type { Case, CaseGoal, GoalKind, NamedTerm } from './case.js';

export interface SimulationClaim {
  readonly simulation: Simulation;
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  readonly definitions: readonly Definition[];
  /** Invariants of either side that may be used; they are claims of their own. */
  readonly lemmas: readonly Invariant[];
}

export class Both {
  readonly problem = new Problem(BOXES);
  readonly claim: SimulationClaim;
  readonly concrete: SymAutomaton;
  readonly abstract: SymAutomaton;

  constructor(claim: SimulationClaim) {
    this.claim = claim;
    sameConstants(claim);
    this.concrete = new SymAutomaton(claim.concrete, this.problem, 'c.', claim.definitions);
    this.abstract = new SymAutomaton(claim.abstract, this.problem, 'a.', claim.definitions);
  }

  private get constants(): ReadonlyMap<string, Sym> {
    return new Map([...this.abstract.constants, ...this.concrete.constants]);
  }

  /** For expressions that speak of both sides. */
  env(c: SymState, a: SymState, locals: ReadonlyMap<string, Sym> = new Map()): Env {
    return {
      problem: this.problem,
      definitions: new Map([
        ...this.abstract.site.env.definitions,
        ...this.concrete.site.env.definitions,
      ]),
      constants: this.constants,
      locals: new Map([...this.constants, ...locals]),
      state: ({ name, side }) => {
        const value = (side === 'abstract' ? a : c).get(name);
        if (value === undefined) throw new TypeError(`no variable ${name} on this side`);
        return value;
      },
    };
  }

  /** A goal for each conjunct of the relation. */
  relationGoals(
    kind: GoalKind,
    prefix: string,
    c: SymState,
    a: SymState,
    under: Term = TRUE,
  ): readonly CaseGoal[] {
    const env = this.env(c, a);
    return this.claim.simulation.relation.map(({ name, condition }, i) => {
      const { holds, ok } = evaluateFormula(condition, env);
      const term = implies(under, and(ok, holds));
      const text = printExpr(condition);
      return { kind, name: `${prefix}.${conjunctName(name, i)}`, term, text, span: condition.span };
    });
  }

  hypotheses(c: SymState, a: SymState): readonly NamedTerm[] {
    const env = this.env(c, a);
    const related = this.claim.simulation.relation.map(({ name, condition }, i) => ({
      name: conjunctName(name, i),
      term: evaluateGuard(condition, env),
    }));
    return [...related, ...this.claim.lemmas.map((l) => this.lemma(l, c, a))];
  }

  private lemma(lemma: Invariant, c: SymState, a: SymState): NamedTerm {
    const isConcrete = lemma.of === this.claim.concrete.name;
    const env = isConcrete ? this.concrete.env(c, new Map()) : this.abstract.env(a, new Map());
    return { name: lemma.name, term: evaluateGuard(lemma.condition, env) };
  }

  goal(kind: GoalKind, name: string, term: Term, text: string, span?: Span): CaseGoal {
    return { kind, name, term, text, span: span ?? this.claim.simulation.span };
  }

  /** Whether both sides show the action. */
  isShown(action: string): boolean {
    const kind = this.abstract.kindOf(action);
    return kind === 'input' || kind === 'output';
  }

  picture(
    action: string,
    parameters: Case['picture']['parameters'],
    c: readonly [SymState, SymState],
    a: readonly [SymState, SymState],
  ): Case['picture'] {
    return {
      action,
      parameters,
      constants: [...this.abstract.constantList(), ...this.concrete.constantList()],
      concrete: { automaton: this.claim.concrete.name, before: c[0], after: c[1] },
      abstract: { automaton: this.claim.abstract.name, before: a[0], after: a[1] },
    };
  }
}

function conjunctName(name: string, index: number): string {
  return name === '' ? `conjunct${String(index + 1)}` : name;
}

/** Constants of one name stand for one value. */
function sameConstants({ concrete, abstract }: SimulationClaim): void {
  for (const own of concrete.parameters.values) {
    const other = abstract.parameters.values.find((b) => b.name === own.name);
    if (other !== undefined && !equalSort(own.sort, other.sort))
      throw new Inexpressible(
        `the constant ${own.name}, which is of another sort in ${abstract.name}`,
        concrete.span,
      );
  }
}
