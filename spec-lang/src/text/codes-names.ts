/** The part of the catalogue about names and files: codes E02xx. */
import type { CodeInfo } from './code-info.js';

export const NAME_CODES = {
  E0201: {
    severity: 'error',
    title: 'import not found',
    explanation:
      'An import names a file relative to the importing one, or a text of the library by its base name. Neither exists here.',
  },
  E0202: {
    severity: 'error',
    title: 'imports in a circle',
    explanation:
      'A file cannot import itself, directly or by way of others. Move what both need to a third file.',
  },
  E0203: {
    severity: 'error',
    title: 'unit declared twice',
    explanation:
      'Automata, layers, invariants and the other units share one space of names, over a file and all that it imports.',
  },
  E0204: {
    severity: 'error',
    title: 'unknown name',
    explanation:
      'The name is no state variable, parameter, bound variable, constant or definition that can be seen from here.',
  },
  E0205: {
    severity: 'error',
    title: 'unknown sort',
    explanation:
      'The sort is not built in, not a type parameter, and not declared by a type declaration that can be seen from here.',
  },
  E0206: {
    severity: 'error',
    title: 'unknown operator',
    explanation:
      'The function is not built in, not the constructor of a union, and not declared with let. Operators of Larch traits other than RingIndex have to be written as let definitions.',
  },
  E0207: {
    severity: 'error',
    title: 'unknown unit',
    explanation:
      'No automaton, layer or other unit of this name is in the file or in what it imports.',
  },
  E0208: {
    severity: 'error',
    title: 'declared twice',
    explanation: 'Within one scope each name has one declaration. Rename one of the two.',
  },
  E0209: {
    severity: 'error',
    title: 'wrong kind of unit',
    explanation: 'The unit exists, but this place wants a unit of another kind.',
  },
  E0210: {
    severity: 'error',
    title: 'wrong number of sort arguments',
    explanation:
      'Set, Mset, Seq and Null take one sort, Map two, Array one or two indices and the element; other sorts take none.',
  },
  E0211: {
    severity: 'error',
    title: 'recursive declaration',
    explanation:
      'Sorts and definitions may use only those declared before them: they are never recursive.',
  },
  E0212: {
    severity: 'error',
    title: 'ambiguous name',
    explanation:
      'The name stands for several things and the context does not say which. Qualify it, or ascribe a sort: (e: Sort).',
  },
  E0213: {
    severity: 'error',
    title: 'value before the step in ensuring',
    explanation:
      "A condition behind ensuring is read when the effect is over: x and x' both stand for the value then. Where primes are used, an assigned variable without one would mean the value before the step, which is not kept.",
  },
  W0201: {
    severity: 'warning',
    title: 'unknown trait',
    explanation:
      'Of the Larch traits only RingIndex is known. The others are read and ignored; an operator that they would define has to be written with let.',
  },
} as const satisfies Record<string, CodeInfo>;
