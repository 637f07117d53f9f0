/**
 * A forward simulation as cases (Lynch and Vaandrager, Forward and backward simulations I, 1995): the
 * initial states are related, and each concrete step from related states is matched by the abstract
 * steps of its witness, which are enabled, show the same, and lead to related states.
 */
import {
  printExpr,
  type Automaton,
  type Definition,
  type Fire,
  type Invariant,
  type ProofClause,
  type Simulation,
  type Transition,
} from '@maat/spec-lang';
import { equalSyms } from '../encode/compare.js';
import { Problem } from '../encode/context.js';
import { evaluateFormula, evaluateGuard, evaluateSym, type Env } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { and, implies, not, or } from '../logic/build.js';
import { FALSE, TRUE, type Term } from '../logic/term.js';
import { chooseSym } from '../encode/compare.js';
import { SymAutomaton, undetermined, type SymState } from './automaton.js';
import type { Case, CaseGoal, NamedTerm } from './case.js';

export interface SimulationClaim {
  readonly simulation: Simulation;
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  readonly definitions: readonly Definition[];
  /** Invariants of either side that may be used; they are claims of their own. */
  readonly lemmas: readonly Invariant[];
}

export function simulationCases(claim: SimulationClaim): readonly Case[] {
  return [startCase(claim), ...claim.concrete.transitions.map((t, i) => stepCase(claim, t, i))];
}

function startCase(claim: SimulationClaim): Case {
  const both = new Both(claim);
  const { state: c, premises } = both.concrete.initial();
  const choices = new Map(
    claim.simulation.start.map(({ variable, value }) => [
      variable,
      evaluateSym(value, both.env(c, new Map(), new Map())).value,
    ]),
  );
  const { state: a, obliged } = both.abstract.initial(choices);
  return {
    name: 'start',
    problem: both.problem,
    hypotheses: [],
    premises,
    goals: [
      ...obliged.map((o): CaseGoal => both.goal('start', `start.${o.name}`, o.term, o.name)),
      ...both.relation(c, a, (name) => `start.${name}`, 'start'),
    ],
    picture: both.picture('start', [], [c, c], [a, a]),
  };
}

function stepCase(claim: SimulationClaim, clause: Transition, index: number): Case {
  const both = new Both(claim);
  const { concrete } = both;
  const [c, a] = [concrete.anyState(), both.abstract.anyState()];
  const args = [...concrete.anyValues(clause.parameters).values()];
  const step = concrete.step(clause, c, args);
  const name = caseName(claim.concrete, clause, index);
  const ways = both.witnesses(clause, c, a, args);
  const follow = ways.map((way) => both.follow(way, clause, args, c, a, step.after, name));
  return {
    name,
    problem: both.problem,
    hypotheses: both.hypotheses(c, a),
    premises: [...step.guards, { name: 'choice', term: step.chosen }],
    goals: [
      both.goal('defined', `step.${name}.defined`, step.defined, 'the effect is defined'),
      ...follow.flatMap((f) => f.goals),
    ].filter((g) => g.term !== TRUE || g.kind !== 'defined'),
    picture: both.picture(
      clause.action,
      clause.parameters.map((p, i) => ({ name: p.name, value: present(args[i]) })),
      [c, step.after],
      [a, follow[0]?.after ?? a],
    ),
  };
}

/** Clauses of one action are told apart by their case, or by number. */
export function caseName(automaton: Automaton, clause: Transition, index: number): string {
  const same = automaton.transitions.filter((t) => t.action === clause.action);
  if (same.length === 1) return clause.action;
  const number = automaton.transitions
    .slice(0, index + 1)
    .filter((t) => t.action === clause.action);
  return `${clause.action}.${clause.case ?? String(number.length)}`;
}

/** One way through a witness: under this condition, these abstract steps. */
interface Way {
  readonly condition: Term;
  /** The terms that the choice of the way looks at are defined. */
  readonly ok: Term;
  readonly fires: readonly (Fire & { readonly kind: 'fire' })[];
  readonly locals: ReadonlyMap<string, Sym>;
}

class Both {
  readonly problem = new Problem();
  readonly concrete: SymAutomaton;
  readonly abstract: SymAutomaton;
  private readonly claim: SimulationClaim;

  constructor(claim: SimulationClaim) {
    this.claim = claim;
    this.concrete = new SymAutomaton(claim.concrete, this.problem, 'c.', claim.definitions);
    this.abstract = new SymAutomaton(claim.abstract, this.problem, 'a.', claim.definitions);
  }

  /** For expressions that speak of both sides. */
  env(c: SymState, a: SymState, locals: ReadonlyMap<string, Sym>): Env {
    const definitions = new Map([
      ...this.abstract.site.env.definitions,
      ...this.concrete.site.env.definitions,
    ]);
    return {
      problem: this.problem,
      definitions,
      locals: new Map([...this.concrete.constants, ...locals]),
      state: ({ name, side }) => {
        const value = (side === 'abstract' ? a : c).get(name);
        if (value === undefined) throw new TypeError(`no variable ${name} on this side`);
        return value;
      },
    };
  }

  relation(
    c: SymState,
    a: SymState,
    name: (conjunct: string) => string,
    kind: CaseGoal['kind'],
    under: Term = TRUE,
  ): readonly CaseGoal[] {
    const env = this.env(c, a, new Map());
    return this.claim.simulation.relation.map((conjunct, i) => {
      const { holds, ok } = evaluateFormula(conjunct.condition, env);
      const own = conjunct.name === '' ? `conjunct${String(i + 1)}` : conjunct.name;
      const text = printExpr(conjunct.condition);
      return {
        ...this.goal(kind, name(own), implies(under, and(ok, holds)), text),
        span: conjunct.condition.span,
      };
    });
  }

  hypotheses(c: SymState, a: SymState): readonly NamedTerm[] {
    const env = this.env(c, a, new Map());
    const related = this.claim.simulation.relation.map((conjunct, i) => ({
      name: conjunct.name === '' ? `conjunct${String(i + 1)}` : conjunct.name,
      term: evaluateGuard(conjunct.condition, env),
    }));
    const lemmas = this.claim.lemmas.map((lemma) => {
      const side = lemma.of === this.claim.concrete.name ? this.concrete : this.abstract;
      const state = side === this.concrete ? c : a;
      return { name: lemma.name, term: evaluateGuard(lemma.condition, side.env(state, new Map())) };
    });
    return [...related, ...lemmas];
  }

  goal(kind: CaseGoal['kind'], name: string, term: Term, text: string): CaseGoal {
    return { kind, name, term, text, span: this.claim.simulation.span };
  }

  /** The first proof clause whose `where` holds; without one, an external action stands for itself. */
  witnesses(clause: Transition, c: SymState, a: SymState, args: readonly Sym[]): readonly Way[] {
    const ways: Way[] = [];
    let none: Term = TRUE;
    for (const proof of this.claim.simulation.proof) {
      if (proof.action !== clause.action) continue;
      const locals = new Map(proof.parameters.map((p, i) => [p.name, present(args[i])] as const));
      const env = this.env(c, a, locals);
      const here = proof.where === undefined ? TRUE : evaluateGuard(proof.where, env);
      ways.push(...this.waysOf(proof.fire, env, and(none, here), locals));
      none = and(none, not(here));
      if (none === FALSE) return ways;
    }
    return [...ways, this.byName(clause, none, args)].filter((w) => w.condition !== FALSE);
  }

  private byName(clause: Transition, condition: Term, args: readonly Sym[]): Way {
    const kind = this.abstract.kindOf(clause.action);
    const shown = kind === 'input' || kind === 'output';
    const locals = new Map(clause.parameters.map((p, i) => [p.name, present(args[i])] as const));
    const fire: ProofClause['fire'][number] & { kind: 'fire' } = {
      kind: 'fire',
      action: clause.action,
      args: clause.parameters.map((p) => ({
        kind: 'local',
        name: p.name,
        sort: p.sort,
        span: clause.span,
      })),
    };
    return { condition, ok: TRUE, fires: shown ? [fire] : [], locals };
  }

  private waysOf(
    fires: readonly Fire[],
    env: Env,
    condition: Term,
    locals: ReadonlyMap<string, Sym>,
  ): readonly Way[] {
    const [first, ...rest] = fires;
    if (first === undefined) return [{ condition, ok: TRUE, fires: [], locals }];
    if (first.kind === 'fire') {
      return this.waysOf(rest, env, condition, locals).map((w) => ({
        ...w,
        fires: [first, ...w.fires],
      }));
    }
    const { holds, ok } = evaluateFormula(first.condition, env);
    return [
      ...this.waysOf([...first.then, ...rest], env, and(condition, holds), locals),
      ...this.waysOf([...first.otherwise, ...rest], env, and(condition, not(holds)), locals),
    ].map((w) => ({ ...w, ok: and(ok, w.ok) }));
  }

  /** The goals of one way: its steps are enabled, show what the concrete step shows, and keep the relation. */
  follow(
    way: Way,
    clause: Transition,
    args: readonly Sym[],
    c: SymState,
    before: SymState,
    after: SymState,
    name: string,
  ): { readonly goals: readonly CaseGoal[]; readonly after: SymState } {
    const goals: CaseGoal[] = [];
    const under = (term: Term): Term => implies(way.condition, term);
    if (way.ok !== TRUE)
      goals.push(
        this.goal('defined', `step.${name}.witness`, under(way.ok), 'the witness is defined'),
      );
    let a = before;
    const shown: { readonly action: string; readonly args: readonly Sym[] }[] = [];
    for (const fire of way.fires) {
      const values = fire.args.map((e) => evaluateSym(e, this.env(c, a, way.locals)));
      const ok = and(...values.map((v) => v.ok));
      if (ok !== TRUE)
        goals.push(
          this.goal(
            'defined',
            `step.${name}.witness.${fire.action}`,
            under(ok),
            'the witness is defined',
          ),
        );
      const syms = values.map((v) => v.value);
      const taken = this.take(fire.action, a, syms);
      goals.push(
        ...taken.guards.map((g) =>
          this.goal(
            'enabled',
            `step.${name}.enabled.${fire.action}.${g.name}`,
            under(g.term),
            g.name,
          ),
        ),
      );
      if (this.isShown(fire.action)) shown.push({ action: fire.action, args: syms });
      a = taken.after;
    }
    goals.push(...this.trace(clause, args, shown, name, under));
    goals.push(...this.relation(after, a, (n) => `step.${name}.${n}`, 'step', way.condition));
    return { goals, after: a };
  }

  /** An abstract step: of several clauses, the first that applies. */
  private take(
    action: string,
    a: SymState,
    args: readonly Sym[],
  ): { readonly guards: readonly NamedTerm[]; readonly after: SymState } {
    const clauses = this.abstract.clausesOf(action);
    const steps = clauses.map((clause) => {
      const step = this.abstract.step(clause, a, args);
      if (!step.isDetermined) throw undetermined(action, clause);
      return step;
    });
    const [only] = steps;
    const isInput = this.abstract.kindOf(action) === 'input';
    if (only !== undefined && steps.length === 1 && !(isInput && only.guards.length > 0)) {
      const guards = [...only.guards, { name: 'defined', term: only.defined }];
      return {
        guards: guards.filter((g) => g.name !== 'defined' || g.term !== TRUE),
        after: only.after,
      };
    }
    const applies = steps.map((s) => and(...s.guards.map((g) => g.term)));
    const after = steps.reduceRight<SymState>(
      (rest, s, i) => mergeStates(present(applies[i]), s.after, rest),
      a,
    );
    const guards: NamedTerm[] = isInput ? [] : [{ name: 'some clause', term: or(...applies) }];
    steps.forEach((s, i) => {
      if (s.defined !== TRUE)
        guards.push({ name: 'defined', term: implies(present(applies[i]), s.defined) });
    });
    return { guards, after };
  }

  private isShown(action: string): boolean {
    const kind = this.abstract.kindOf(action);
    return kind === 'input' || kind === 'output';
  }

  /** Both sides show the same action with the same arguments, or both nothing. */
  private trace(
    clause: Transition,
    args: readonly Sym[],
    shown: readonly { readonly action: string; readonly args: readonly Sym[] }[],
    name: string,
    under: (term: Term) => Term,
  ): readonly CaseGoal[] {
    const visible = clause.kind !== 'internal' && this.isShown(clause.action);
    const [first] = shown;
    const matches = visible
      ? shown.length === 1 && first?.action === clause.action
      : shown.length === 0;
    if (!matches || first === undefined) {
      const goal = this.goal(
        'trace',
        `step.${name}.trace`,
        under(matches ? TRUE : FALSE),
        'both sides show the same',
      );
      return matches ? [] : [goal];
    }
    return clause.parameters.map((p, i) => {
      const same = equalSyms(
        this.problem,
        p.sort,
        present(args[i]),
        present(first.args[i]),
        clause.span,
      );
      return this.goal(
        'trace',
        `step.${name}.trace.${String(i)}`,
        under(same),
        `both sides show the same ${p.name}`,
      );
    });
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
      concrete: { automaton: this.claim.concrete.name, before: c[0], after: c[1] },
      abstract: { automaton: this.claim.abstract.name, before: a[0], after: a[1] },
    };
  }
}

function mergeStates(condition: Term, a: SymState, b: SymState): SymState {
  return new Map(
    [...a].map(
      ([name, value]) => [name, chooseSym(condition, value, present(b.get(name)))] as const,
    ),
  );
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a simulation is missing');
  return item;
}
