/** Why a step is or is not enabled, conjunct by conjunct, with the values that decide it. */
import type { Action, Guard } from '../ir/program.js';
import type { Clause } from './clause.js';
import { decidingTerms, type Term } from './deciding-terms.js';
import type { Compile, Context, Machine } from './context.js';
import { attempt } from './solve/pattern.js';
import { SpecError } from './failure.js';
import type { Step } from './value.js';

/**
 * `text` is the condition as it is written, `terms` the parts of it that decide, with their
 * values. The list ends with the first guard that fails, or is whole.
 */
export interface Explanation {
  readonly conjunct: Guard | 'where' | 'no such action';
  readonly holds: boolean;
  readonly text: string;
  readonly terms: readonly Term[];
}

interface Situation {
  readonly action: Action;
  readonly clauses: readonly Clause[];
  readonly allows: (machine: Machine) => boolean;
  readonly machine: Machine;
  readonly compile: Compile;
}

/** Without a situation there is no such action, or not with so many arguments. */
export function explainStep(step: Step, situation: Situation | undefined): readonly Explanation[] {
  if (situation === undefined) {
    const text = `there is no action ${step.action} with ${step.args.length} parameters`;
    return [{ conjunct: 'no such action', holds: false, text, terms: [] }];
  }
  const { machine, clauses, action } = situation;
  if (!situation.allows(machine)) return [whereFails(`where of ${action.name}`)];
  const applicable = clauses.filter((clause) => clause.applies(machine));
  if (applicable.length === 0) {
    return action.kind === 'input' ? [] : [whereFails(`where of every clause of ${action.name}`)];
  }
  const explained = applicable.map((clause) => explainClause(clause, situation));
  return explained.reduce((best, next) => (reach(next) > reach(best) ? next : best));
}

function whereFails(text: string): Explanation {
  return { conjunct: 'where', holds: false, text, terms: [] };
}

/** How many conjuncts hold before the first that does not. */
function reach(explanations: readonly Explanation[]): number {
  const first = explanations.findIndex((e) => !e.holds);
  return first < 0 ? explanations.length : first;
}

/** The locals are those that satisfy as many of the first guards as can be. */
function explainClause(clause: Clause, situation: Situation): readonly Explanation[] {
  const { context, guards } = clause;
  for (let demanded = guards.length; demanded >= 0; demanded--) {
    const machine = localsFor(clause, demanded, situation.machine);
    if (machine === undefined) continue;
    const reached = guards.slice(0, demanded + 1);
    return reached.map(({ guard, code }) =>
      explainGuard(guard, attempt(code, machine) === true, machine, context, situation.compile),
    );
  }
  return [whereFails(`a value for every local of ${clause.transition.action}`)];
}

function localsFor(clause: Clause, demanded: number, given: Machine): Machine | undefined {
  const machine = { ...given, locals: [...given.locals] };
  try {
    return clause.solveLocalsUpTo(demanded)(machine, () => true) ? machine : undefined;
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

function explainGuard(
  guard: Guard,
  holds: boolean,
  machine: Machine,
  context: Context,
  compile: Compile,
): Explanation {
  const { text, terms } = decidingTerms(guard.condition, { context, machine, compile });
  return { conjunct: guard, holds, text, terms };
}
