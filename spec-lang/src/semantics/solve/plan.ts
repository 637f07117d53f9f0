/**
 * Finds all values of unknowns that satisfy a conjunction, without trying what cannot be: unknowns
 * are bound by equations and memberships first, then by bounds of numbers, then by trying all
 * values of a finite sort; every conjunct is checked as soon as what it reads is known. An
 * undefined term makes its conjunct false, so the order does not matter.
 */
import type { Machine } from '../context.js';
import { boundedByScope, domainSize } from '../domain.js';
import { freeSlots } from './free-slots.js';
import { generatorFrom } from './generators.js';
import { flatten, type Constraint, type PlanSite, type Unknown } from './problem.js';
import { rangeFor } from './ranges.js';
import {
  checkStep,
  domainStep,
  samplesStep,
  unboundedStep,
  valuesStep,
  type Found,
  type PlanStep,
} from './steps.js';
import { withWitnesses, type Witness, type Witnessed } from './witnesses.js';

/** Binds the unknowns to each solution in turn and calls `found`, until it returns true. */
export type Solve = (machine: Machine, found: () => boolean) => boolean;

export function planFor(
  unknowns: readonly Unknown[],
  constraints: readonly Constraint[],
  site: PlanSite,
): Solve {
  const plan = new Planner(unknowns, withWitnesses(constraints.flatMap(flatten)), site);
  return link(plan.steps());
}

function link(steps: readonly PlanStep[]): Solve {
  let found: () => boolean = () => false;
  let chain: Found = () => found();
  for (const step of [...steps].reverse()) chain = step(chain);
  return (machine, visit) => {
    const outer = found;
    found = visit;
    try {
      return chain(machine);
    } finally {
      found = outer;
    }
  };
}

/** Chooses the steps greedily; `unknown` and `pending` shrink until nothing is left. */
class Planner {
  private readonly unknowns: Unknown[];
  private readonly unknown: Set<number>;
  private readonly pending: Set<Constraint>;
  private readonly witnesses: Map<Constraint, Witness>;
  private readonly site: PlanSite;

  constructor(unknowns: readonly Unknown[], asked: Witnessed, site: PlanSite) {
    this.unknowns = [...unknowns];
    this.unknown = new Set(unknowns.map((u) => u.slot));
    this.pending = new Set(asked.constraints);
    this.witnesses = new Map(asked.witnesses);
    this.site = site;
  }

  steps(): readonly PlanStep[] {
    const steps: PlanStep[] = [];
    while (this.unknown.size > 0 || this.pending.size > 0) {
      const step = this.check() ?? this.generate() ?? this.range();
      if (step !== undefined) steps.push(step);
      else if (!this.tryWitness()) steps.push(this.enumerate());
    }
    return steps;
  }

  private check(): PlanStep | undefined {
    for (const constraint of this.pending) {
      if (this.missing(constraint, this.unknown) > 0) continue;
      this.pending.delete(constraint);
      const code = this.site.compile(constraint.expr, constraint.context);
      return checkStep(code);
    }
    return undefined;
  }

  private generate(): PlanStep | undefined {
    for (const certain of [true, false]) {
      for (const constraint of this.pending) {
        const generator = generatorFrom(constraint, this.unknown, this.site.compile);
        if (generator === undefined || generator.single !== certain) continue;
        if (generator.exact) this.pending.delete(constraint);
        for (const slot of generator.binds) this.unknown.delete(slot);
        return generator.step;
      }
    }
    return undefined;
  }

  private range(): PlanStep | undefined {
    for (const u of this.open()) {
      if (u.sort.kind !== 'nat' && u.sort.kind !== 'int') continue;
      const range = rangeFor(u, this.pending, this.unknown, this.site.compile);
      if (range === undefined) continue;
      for (const used of range.uses) this.pending.delete(used);
      this.unknown.delete(u.slot);
      return range.step;
    }
    return undefined;
  }

  /**
   * Takes the variable of a conjunct `\E y (…)` for an unknown, where that conjunct speaks of one
   * that has infinitely many values. The conjunct itself is checked all the same.
   */
  private tryWitness(): boolean {
    const { scope } = this.site.context;
    const endless = this.open().filter(
      (u) => domainSize(u.sort, scope, this.site.span) === Infinity,
    );
    const slots = new Set(endless.map((u) => u.slot));
    for (const [constraint, witness] of this.witnesses) {
      if (!this.pending.has(constraint) || this.missing(constraint, slots) === 0) continue;
      this.witnesses.delete(constraint);
      this.unknowns.push(witness.unknown);
      this.unknown.add(witness.unknown.slot);
      for (const c of witness.constraints) this.pending.add(c);
      for (const [c, inner] of witness.inner) this.witnesses.set(c, inner);
      return true;
    }
    return false;
  }

  /** The unknown whose knowledge helps most; of those the one with fewest values. */
  private enumerate(): PlanStep {
    const { scope } = this.site.context;
    const finite = this.open()
      .map((u) => ({ u, size: domainSize(u.sort, scope, this.site.span), helps: this.helped(u) }))
      .filter(({ size }) => size !== Infinity)
      .sort((a, b) => b.helps - a.helps || a.size - b.size);
    const best = finite[0]?.u;
    if (best === undefined) return this.unbounded();
    this.unknown.delete(best.slot);
    return domainStep(best, scope, this.site.span);
  }

  /** Some values may stand for all of a parameter, which is one of many steps; what a quantifier says is of all. */
  private unbounded(): PlanStep {
    const { scope } = this.site.context;
    const { samples, isExhaustive } = this.site;
    const [first] = this.open();
    if (samples !== undefined && first !== undefined) {
      this.unknown.delete(first.slot);
      return samplesStep(first, samples);
    }
    for (const u of isExhaustive === true ? [] : this.open()) {
      const values = boundedByScope(u.sort, scope, this.site.span);
      if (values === undefined) continue;
      this.unknown.delete(u.slot);
      return valuesStep(u, values);
    }
    if (first === undefined) throw new TypeError('a constraint reads a slot that nobody binds');
    this.unknown.clear();
    this.pending.clear();
    return unboundedStep(first, this.site);
  }

  /** How many constraints could be checked or would bind another unknown, once this one is known. */
  private helped(u: Unknown): number {
    const rest = new Set([...this.unknown].filter((slot) => slot !== u.slot));
    return [...this.pending].filter(
      (c) =>
        this.missing(c, this.unknown) > this.missing(c, rest) &&
        (this.missing(c, rest) === 0 || generatorFrom(c, rest, this.site.compile) !== undefined),
    ).length;
  }

  private open(): readonly Unknown[] {
    return this.unknowns.filter((u) => this.unknown.has(u.slot));
  }

  private missing(constraint: Constraint, unknown: ReadonlySet<number>): number {
    return [...freeSlots(constraint.expr, constraint.context)].filter((s) => unknown.has(s)).length;
  }
}
