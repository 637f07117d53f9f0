/** The group, which both sides of each step have in common: that the template's relation says so is an obligation, too. */
import { Both, type SimulationClaim } from '../smt/claims/both.js';
import type { Case } from '../smt/claims/case.js';
import { equalSyms } from '../smt/encode/compare.js';
import { present } from './image.js';

export const GROUP: ReadonlySet<string> = new Set(['members', 'cur', 'prev', 'entered', 'left']);

export const GROUP_ACTIONS: ReadonlySet<string> = new Set(['newView', 'view', 'leave']);

export function commonCase(claim: SimulationClaim): Case {
  const both = new Both(claim);
  const [c, a] = [both.concrete.anyState(), both.abstract.anyState()];
  const goals = claim.concrete.states.flatMap(({ name, sort, span }) => {
    if (!GROUP.has(name)) return [];
    const term = equalSyms(both.problem, sort, present(c.get(name)), present(a.get(name)), span);
    const says = `${name} is the same on both sides of the step of the normal form`;
    return [both.goal('lemma', `common.${name}`, term, says, span)];
  });
  return {
    name: 'common',
    problem: both.problem,
    hypotheses: both.hypotheses(c, a),
    premises: [],
    goals,
    mayBeEmpty: true,
    picture: both.picture('common', [], [c, c], [a, a]),
  };
}
