/** The part of the catalogue that only running a specification can find: codes E06xx. */
import type { CodeInfo } from './code-info.js';

export const RUN_CODES = {
  E0601: {
    severity: 'error',
    title: 'undefined term',
    explanation:
      'An effect, an invariant or an initial value met a term that has no value: the head of an empty sequence, .val of nil, a key that a map does not define, a field of another case. In a guard such a term makes the guard false; elsewhere it must be protected, as in `x ~= nil => P(x.val)`.',
  },
  E0602: {
    severity: 'error',
    title: 'infinitely many values to try',
    explanation:
      'A quantifier, a choice, a loop or an initial value ranges over a sort with infinitely many values, and nothing bounds it. Give a set with \\in, or a condition such as `0 <= k /\\ k < n`.',
  },
  E0603: {
    severity: 'error',
    title: 'unbounded parameter',
    explanation:
      'To find the enabled steps, the values of each parameter and local must follow from the clause: from an equation, a membership, bounds of a number, or a finite sort. Nothing bounds this one.',
  },
  E0604: {
    severity: 'error',
    title: 'scope incomplete',
    explanation:
      'To run a specification, each uninterpreted sort needs a number of elements and each value parameter a value, as in --scope Node=3,N=4.',
  },
  E0605: {
    severity: 'error',
    title: 'value outside its sort',
    explanation:
      'A negative number was assigned to a variable of sort Nat. The difference of two Nats is an Int; guard the subtraction.',
  },
  E0606: {
    severity: 'error',
    title: 'loop does not end',
    explanation: 'A while loop of an effect ran for very many rounds inside one atomic step.',
  },
  E0607: {
    severity: 'error',
    title: 'too many values to try',
    explanation:
      'The sort is finite in this scope, but too large to enumerate. Make the scope smaller, or bound the variable by a condition. A picture has too many marks: show fewer of them.',
  },
  E0608: {
    severity: 'error',
    title: 'no initial state',
    explanation: 'No choice of initial values satisfies what the states section demands.',
  },
  E0609: {
    severity: 'error',
    title: 'scope that cannot be read',
    explanation:
      'A scope is a list such as Node=3,N=4,all={node0,node1}: names of sorts and value parameters.',
  },
  E0610: {
    severity: 'error',
    title: 'no such action or variable',
    explanation: 'The automaton that is run has no action or state variable of this name.',
  },
  E0611: {
    severity: 'error',
    title: 'layer that cannot be run',
    explanation:
      'A process that runs knows no more than its own state: it cannot try all elements of a sort, nor start from one of several states. Say in which set of the state the values are.',
  },
} as const satisfies Record<string, CodeInfo>;
