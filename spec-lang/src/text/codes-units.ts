/** The part of the catalogue about automata, extensions and compositions: codes E04xx and E05xx. */
import type { CodeInfo } from './code-info.js';

export const UNIT_CODES = {
  E0401: {
    severity: 'error',
    title: 'transition of an undeclared action',
    explanation: 'Every transition belongs to an action of the signature.',
  },
  E0402: {
    severity: 'error',
    title: 'kind differs from the signature',
    explanation:
      'An action is input, output or internal throughout; the transition has to say the same as the signature.',
  },
  E0403: {
    severity: 'error',
    title: 'input with a precondition',
    explanation:
      'Inputs are always enabled: an automaton cannot refuse what its environment does. Use a where clause on the parameters, or if in the effect.',
  },
  E0404: {
    severity: 'error',
    title: 'assignment to what cannot change',
    explanation:
      'Effects assign state variables and the locals of the transition. Parameters and bound variables are constants.',
  },
  E0405: {
    severity: 'error',
    title: 'ghost steers the automaton',
    explanation:
      'A ghost variable is for proofs: only other ghosts, invariants and relations may read it, so that it can be left out.',
  },
  E0406: {
    severity: 'error',
    title: 'statement of layers',
    explanation: 'emit and fire are statements of layers; an automaton has output actions instead.',
  },
  E0407: {
    severity: 'error',
    title: 'fields of one name with different sorts',
    explanation:
      'A field name that several cases of a union share must have the same sort in each.',
  },
  E0408: {
    severity: 'error',
    title: 'wrong arguments for an automaton',
    explanation:
      'An automaton is used with as many types and values as it has parameters, in the same order.',
  },
  E0409: {
    severity: 'error',
    title: 'action declared in two ways',
    explanation: 'An action has one kind and one list of parameter sorts in a signature.',
  },
  E0501: {
    severity: 'error',
    title: 'extension assigns an inherited variable',
    explanation:
      'In A extends B the effects of A assign only variables that A adds. Then every step of A is also a step of B, and all that was proved of B holds for A.',
  },
  E0502: {
    severity: 'error',
    title: 'inherited action changed',
    explanation:
      'An extension keeps the kind and the parameter sorts of the actions that it inherits.',
  },
  E0503: {
    severity: 'error',
    title: 'inherited name declared anew',
    explanation:
      'The variables, sorts and definitions that an extension adds have names of their own.',
  },
  E0511: {
    severity: 'error',
    title: 'output owned twice',
    explanation:
      'In a composition each output step belongs to one component. Distinguish the components by a parameter, as in output send(const i, m: Msg).',
  },
  E0512: {
    severity: 'error',
    title: 'automata disagree about an action',
    explanation:
      'Actions of one name are the same action, so their parameters have the same sorts in all components of a composition, and on both sides of a simulation.',
  },
  E0513: {
    severity: 'error',
    title: 'hidden action is no output',
    explanation: 'Only outputs of the components can be hidden.',
  },
  E0514: {
    severity: 'error',
    title: 'composition contains itself',
    explanation: 'The components of a composition are made of other automata.',
  },
  E0515: {
    severity: 'error',
    title: 'trait that does not fit its mark',
    explanation:
      'A circle, a box and a text of a picture are at a place, a line and an arrow go from one place to another; each trait is given once. A text needs a label.',
  },
} as const satisfies Record<string, CodeInfo>;
