/** The part of the catalogue about sorts of terms: codes E03xx. */
import type { CodeInfo } from './code-info.js';

export const SORT_CODES = {
  E0301: {
    severity: 'error',
    title: 'wrong sort',
    explanation:
      'The term has one sort and its place wants another. A Nat may stand where an Int is wanted.',
  },
  E0302: {
    severity: 'error',
    title: 'sort cannot be told',
    explanation:
      'Terms such as {}, nil, empty, constant(e) and [a, b] take their sort from the context. Here the context leaves it open; ascribe it: ({}: Set[T]).',
  },
  E0303: {
    severity: 'error',
    title: 'operator not defined on this sort',
    explanation: 'The operator exists, but not for arguments of these sorts.',
  },
  E0304: {
    severity: 'error',
    title: 'wrong number of arguments',
    explanation: 'The operator, constructor, action or index takes another number of arguments.',
  },
  E0305: {
    severity: 'error',
    title: 'no such field',
    explanation:
      'The tuple or union has no field of this name; e.val is defined for Null sorts only.',
  },
  E0306: {
    severity: 'error',
    title: 'tag outside a comparison',
    explanation:
      'tag(u) is only meant in tag(u) = c or tag(u) ~= c, where c is a case of the union of u.',
  },
  E0307: {
    severity: 'error',
    title: 'state read out of place',
    explanation:
      'Initial values, where clauses of actions, definitions and patterns cannot read state variables. A condition on the state belongs into pre.',
  },
  E0308: {
    severity: 'error',
    title: 'sort without an order',
    explanation:
      'Nat, Int, Char, String and uninterpreted sorts are ordered. Enumerations, tuples and collections are not.',
  },
} as const satisfies Record<string, CodeInfo>;
