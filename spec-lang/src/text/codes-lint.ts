/** The part of the catalogue about likely slips in correct texts: codes W03xx. */
import type { CodeInfo } from './code-info.js';

export const LINT_CODES = {
  W0301: {
    severity: 'warning',
    title: 'output that no component takes',
    explanation:
      'In a composition an output should meet an input of its name, or be meant for the outside. This one looks as if it was to meet an input that has another name or other parameter values, or goes from one fixed place to another, or its component shares no action with the others. A hidden clause tells what is inside from what is for the outside.',
  },
  W0302: {
    severity: 'warning',
    title: 'input that nobody outputs',
    explanation:
      'In a composition an input should meet an output of its name, or come from the outside. This one looks as if it was to meet an output that has another name or other parameter values, or comes from one fixed place to another, or its component shares no action with the others. A hidden clause tells what is inside from what is for the outside.',
  },
  W0303: {
    severity: 'warning',
    title: 'pattern in another order than the signature',
    explanation:
      'Parameters are matched by position. The names in this head are those of the signature, but at other places.',
  },
  W0304: {
    severity: 'warning',
    title: 'overlapping clauses',
    explanation:
      'Several clauses of an input apply to the same parameters, so that which effect it has is left open. Distinguish them by where.',
  },
  W0305: {
    severity: 'warning',
    title: 'precondition that can never hold',
    explanation: 'The conjuncts contradict each other, so the clause is never enabled.',
  },
  W0306: {
    severity: 'warning',
    title: 'action without a transition',
    explanation:
      'The signature has the action but no clause says what it does: as an input it is ignored, as an output or internal action it never happens.',
  },
  W0307: {
    severity: 'warning',
    title: 'action never enabled',
    explanation: 'All clauses of the action wait for a value that no variable ever takes.',
  },
  W0308: {
    severity: 'warning',
    title: 'state variable not used',
    explanation: 'No transition and no claim reads or writes the variable.',
  },
  W0309: {
    severity: 'warning',
    title: 'parameter not used',
    explanation: 'The parameter, constant or local is declared but nothing mentions it.',
  },
  W0310: {
    severity: 'warning',
    title: 'definition not used',
    explanation: 'Nothing in the unit calls the definition that it makes.',
  },
  W0311: {
    severity: 'warning',
    title: 'import not used',
    explanation: 'Nothing that the imported file declares is named here.',
  },
  W0312: {
    severity: 'warning',
    title: 'written but never read',
    explanation:
      'The variable is assigned but no guard, effect or claim reads it. Declare it ghost if it is there for proofs, or take it out.',
  },
  W0313: {
    severity: 'warning',
    title: 'comparison of two constants',
    explanation: 'Both sides are constants, so the comparison says the same in every state.',
  },
  W0314: {
    severity: 'warning',
    title: 'name hides a state variable',
    explanation:
      'Inside its scope a parameter or bound variable hides the state variable of its name, which is easily overlooked.',
  },
  W0315: {
    severity: 'warning',
    title: 'backward simulation',
    explanation:
      'Backward simulations are read but not checked. Where a choice is made too early for a forward simulation, add a history or prophecy variable.',
  },
} as const satisfies Record<string, CodeInfo>;
