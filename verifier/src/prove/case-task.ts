/** A case of a proof as a task: its goals as obligations, and the ways in which they are asked about. */
import type { Claim } from '../ledger/row.js';
import { apartOf, queryOf, togetherOf } from '../smt/claims/to-query.js';
import type { Case } from '../smt/claims/case.js';
import type { Obligation, Posed, RunWay, SolverWay, Task } from './task.js';

/**
 * Goals of one name, such as those of several ways through a witness, are parts of one obligation.
 * `finite`: ways tried after the first, finite instances for counterexamples. In them it is shown
 * too that the case is not empty: that its hypotheses and guards hold together of some state.
 * `met`: runs that show the same, and are tried before.
 */
export function caseTask(
  theorem: Claim,
  c: Case,
  finite: readonly SolverWay[] = [],
  met: readonly RunWay[] = [],
): Task {
  const names = [...new Set(c.goals.map((g) => g.name))];
  const obligations = names.flatMap((name): readonly Obligation[] => {
    const goal = c.goals.find((g) => g.name === name);
    if (goal === undefined) return [];
    return [{ name, says: goal.text, shownBy: 'unsat', place: goal.span }];
  });
  const mayBeEmpty = finite.length === 0 || c.mayBeEmpty === true;
  const way = ways(theorem, c);
  return {
    theorem,
    assumes: c.problem.assumptions,
    name: c.name,
    obligations: mayBeEmpty ? obligations : [...obligations, notEmpty(c)],
    ways: [
      // What is to be possible is shown by runs and in instances, and nothing is learnt of it here.
      way('together', STEADY, 1_000_000, togetherOf, isToHold),
      way('apart', STEADY, 8_000_000, apartOf, isToHold),
      ...(mayBeEmpty ? [] : met),
      way('quantified', STEADY, 2_000_000),
      way('models', {}, 1_000_000, queryOf, isToHold),
      ...finite,
      way('relevant', { ...STEADY, 'smt.relevancy': '0' }, 8_000_000),
    ],
  };
}

function notEmpty({ name }: Case): Obligation {
  const says = 'what is known before the step, and its guards, hold together of some state';
  return { name: `nonvacuity.${name}`, says, shownBy: 'sat' };
}

function isToHold({ shownBy }: Obligation): boolean {
  return shownBy === 'unsat';
}

/**
 * By pattern only. What is found far from the goal waits until nothing nearer is left: a fact of a place in a
 * sequence that speaks of the place before it is else found for one place after the other.
 */
const STEADY = { 'smt.mbqi': 'false', auto_config: 'false', 'smt.qi.eager_threshold': '3' };

type Ask = typeof togetherOf;

/**
 * With instances by pattern only, `unsat` counts, and anything else is left open. Models suggest those that no
 * term meets: of what there is for each, such as a member that any two quorums share.
 */
function ways(theorem: Claim, c: Case) {
  return (
    name: string,
    options: SolverWay['settings']['options'],
    rlimit: number,
    ask: Ask = queryOf,
    isAsked: (o: Obligation) => boolean = () => true,
  ): SolverWay => ({
    kind: 'solver',
    name,
    settings: { options, rlimit },
    counts: ['unsat'],
    pose: (open) => pose(theorem, c, ask, open.filter(isAsked)),
  });
}

function pose(theorem: Claim, c: Case, ask: Ask, open: readonly Obligation[]): Posed {
  const byName = new Map(open.map((o) => [o.name, o]));
  const goals = c.goals.filter((g) => byName.has(g.name));
  const { query, parts } = ask(theorem.name, c, goals);
  const asked = parts.flatMap((goal) => byName.get(goal.name) ?? []);
  // What is true by its form alone has no clause to deny: its denial is `false`, and the solver may say so.
  // Of what has to be possible nothing is denied.
  const plain = open.filter((o) => !asked.includes(o));
  const denials = plain.map(({ name, shownBy }) => {
    return { name, text: shownBy === 'sat' ? '' : '(assert false)' };
  });
  return {
    query: { ...query, goals: [...query.goals, ...denials] },
    parts: [...asked, ...plain],
  };
}
