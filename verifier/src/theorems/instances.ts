// The steps of a derivation as instances of those of the normal form: cheap side conditions, and the theorems of that.
import { commonCase } from '../instance/group.js';
import { instanceCases } from '../instance/cases.js';
import type { InstanceClaim } from '../instance/claim.js';
import { requireFit } from '../instance/fit.js';
import type { Claim } from '../ledger/row.js';
import { caseTask } from '../prove/case-task.js';
import type { Task } from '../prove/task.js';
import type { Case } from '../smt/claims/case.js';
import {
  claimOf,
  derivationTheorems,
  seen,
  walksOf,
  type Derived,
  type DerivedClaim,
} from './derivations.js';
import { provable, type Theorem } from './theorem.js';

/** A derivation, and what of the normal form's derivation stands for which part of it. */
export interface DerivedInstance {
  readonly derived: Derived;
  readonly claim: InstanceClaim;
  /** The normal form's own derivation. */
  readonly template: Derived;
}

/**
 * Those of the normal form stand first: the others rest on them. What the layer's handlers do is proved of themselves, and
 * so is the step to a service that is none of the normal form, though what it makes is.
 */
export function instanceTheorems(instance: DerivedInstance): readonly Theorem[] {
  requireFit(instance.claim);
  const { claim, derived, template } = instance;
  const general = derivationTheorems(template).slice(0, template.steps.length).map(once);
  const ofItself = derivationTheorems(derived);
  const steps = ofItself
    .slice(claim.first, derived.steps.length)
    .map((theorem, i) => ({ ...stepTheorem(instance, i + claim.first), ...searchedAs(theorem) }));
  return [
    ...general,
    ...ofItself.slice(0, claim.first),
    ...steps,
    ...ofItself.slice(derived.steps.length),
  ];
}

/** What is no instance may be false: a run would refute the step as it is. */
function searchedAs({ matter }: Theorem): Pick<Theorem, 'matter'> {
  return matter === undefined ? {} : { matter };
}

function stepTheorem({ derived, claim, template }: DerivedInstance, index: number): Theorem {
  const [step, general] = [derived.steps[index], template.steps[index]];
  if (step === undefined || general === undefined) throw new RangeError(`no step ${index}`);
  const by = claimOf(step);
  const before = derived.steps[index - 1];
  return {
    claim: by,
    about: [step.claim.concrete.name, derived.name],
    restsOn: [parametric(claimOf(general)), ...(before === undefined ? [] : [claimOf(before)])],
    tasks: () => [
      ...casesOf(claim, index).map((c) => quick(by, c)),
      quick(by, commonCase(general.claim)),
      ...possibleClauses(by, step),
      seen(by, step, 80),
    ],
  };
}

/** What holds of a clause whose guard nothing satisfies says nothing; another clause of the same action may be the one that is seen. */
function possibleClauses(by: Claim, step: DerivedClaim): readonly Task[] {
  return provable(by, step.claim, walksOf(step)).flatMap((task) => {
    const obligations = task.obligations.filter((o) => o.shownBy === 'sat');
    return obligations.length === 0 ? [] : [{ ...task, obligations }];
  });
}

/** The program that the step makes; with the first step, what it is made of, too. */
function casesOf(claim: InstanceClaim, index: number): readonly Case[] {
  const made = index + 1 - claim.first;
  const last = claim.programs.length - 1;
  return claim.programs.flatMap((program, i) => {
    if (i !== made && (i !== 0 || made !== 1)) return [];
    return instanceCases(claim, program, { forwards: i > 0, backwards: i < last });
  });
}

/** What is true here is found at once: states and steps are nearly the same terms on both sides. */
function quick(by: Claim, c: Case): Task {
  const task = caseTask(by, c);
  return {
    ...task,
    obligations: task.obligations.map((o) => ({ ...o, advice: NO_INSTANCE })),
    ways: task.ways.filter((w) => QUICK.has(w.name)),
  };
}

const NO_INSTANCE = 'not seen to be an instance: prove it as it is, without --parametric';

const QUICK: ReadonlySet<string> = new Set(['together', 'apart', 'quantified']);

function once({ claim, restsOn = [], tasks, ...theorem }: Theorem): Theorem {
  const own = parametric(claim);
  return {
    ...theorem,
    claim: own,
    restsOn: restsOn.map(parametric),
    tasks: () => tasks().map((task) => ({ ...task, theorem: own })),
  };
}

/** Proved of any value, update and observation. */
function parametric({ name }: Claim): Claim {
  return { kind: 'parametric', name };
}
