// Invariants as theorems: those that stand before a simulation by induction, together; those after it from its relation.
import type { Invariant, Program } from '@maat/spec-lang';
import { invariantClaim } from '../ledger/claims.js';
import type { Claim } from '../ledger/row.js';
import { caseTask } from '../prove/case-task.js';
import { meetings, type Walks } from '../prove/meetings.js';
import type { Task } from '../prove/task.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import { invariantCases, type InvariantClaim } from '../smt/claims/invariant.js';
import { invariantJudge } from '../smt/finite/judge.js';
import { finiteWays } from '../smt/finite/ways.js';
import { inheritance } from './extensions.js';
import { possible, smallScopes } from './possible.js';
import type { Setting } from './setting.js';
import { matterOf } from './matter.js';
import { inSteps, type Theorem } from './theorem.js';

/** Invariants of one automaton, which may use each other in the state before a step. */
export interface Group {
  readonly of: string;
  readonly invariants: readonly Invariant[];
  readonly claim: Claim;
}

/** By the automaton; what follows from a simulation that stands before it is not among them. */
export function inductiveGroups({ units, file }: Program): readonly Group[] {
  const own = units.filter((u) => u.file === file);
  const isBefore = (invariant: Invariant): boolean => {
    const simulated = own.findIndex((u) => u.kind === 'simulation' && u.from === invariant.of);
    return simulated === -1 || own.indexOf(invariant) < simulated;
  };
  const all = units.flatMap((u) => (u.kind === 'invariant' && isBefore(u) ? [u] : []));
  const claimed = new Set(all.filter((i) => i.file === file).map((i) => i.of));
  return [...claimed].map((of) =>
    groupOf(
      of,
      all.filter((i) => i.of === of),
    ),
  );
}

export function groupOf(of: string, invariants: readonly Invariant[]): Group {
  const names = invariants.map((i) => i.name);
  return { of, invariants, claim: invariantClaim(names.join(', '), of) };
}

export function inductiveTheorem(setting: Setting, { of, invariants, claim }: Group): Theorem {
  const { program } = setting;
  const automaton = inSteps(program, of);
  const { definitions } = program;
  const about = { automaton, invariants, definitions };
  const scopes = smallScopes(setting, [automaton]);
  return {
    claim,
    about: [of, ...invariants.map((i) => i.name)],
    matter: matterOf(setting, about, [automaton]),
    tasks: () => [...inductionTasks(claim, about, scopes), possible(setting, claim, automaton)],
  };
}

function inductionTasks(
  claim: Claim,
  about: InvariantClaim,
  scopes: Walks['scopes'],
): readonly Task[] {
  const [start, ...steps] = invariantCases(about);
  const metIn = meetings(withItself(about), steps, { scopes });
  return [
    ...(start === undefined ? [] : [caseTask(claim, start)]),
    ...steps.map((c) =>
      caseTask(claim, c, finiteWays(claim.name, c, invariantJudge(about, c)), [metIn(c)]),
    ),
  ];
}

/** Runs are made of pairs; here both are the same. */
function withItself({ automaton, invariants, definitions }: InvariantClaim): SimulationClaim {
  const simulation = inheritance(automaton, automaton);
  return { simulation, concrete: automaton, abstract: automaton, definitions, lemmas: invariants };
}
