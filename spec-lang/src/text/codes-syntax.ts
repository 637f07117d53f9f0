/** The part of the catalogue that the parser draws on: codes E01xx and W01xx. */
import type { CodeInfo } from './code-info.js';

export const SYNTAX_CODES = {
  E0101: {
    severity: 'error',
    title: 'unexpected text',
    explanation:
      'At this place the grammar allows something else; the message says what. Often the cause is a missing separator, a missing closing word, or a misspelt keyword just before the place.',
  },
  E0102: {
    severity: 'error',
    title: 'not a unit',
    explanation:
      'A file is a sequence of units: import, type, let, automaton, invariant, forward simulation, layer, derivation, stack. The text here begins none of them.',
  },
  E0103: {
    severity: 'error',
    title: 'character outside the language',
    explanation:
      'The character belongs to no operator, name or literal. It may have come in by copying from a document.',
  },
  E0104: {
    severity: 'error',
    title: 'unclosed string or character',
    explanation:
      'Strings are closed by a double quote, characters by a single quote, on the same line.',
  },
  E0105: {
    severity: 'error',
    title: 'reserved word used as a name',
    explanation:
      'A few words structure the text everywhere and cannot be names. Choose another name.',
  },
  E0106: {
    severity: 'error',
    title: 'operator of another language',
    explanation:
      'Equality is =, inequality ~=, conjunction /\\, disjunction \\/, negation ~, as in IOA and Larch.',
  },
  E0107: {
    severity: 'error',
    title: 'assignment and equality confused',
    explanation: 'Effects and initial values assign with :=, conditions compare with =.',
  },
  E0108: {
    severity: 'error',
    title: 'statement not closed',
    explanation:
      'A statement that begins with if ends with fi; one that begins with for or while ends with od.',
  },
  E0109: {
    severity: 'error',
    title: 'then or do missing',
    explanation:
      'The condition of an if is followed by then; the head of a for or while is followed by do.',
  },
  E0110: {
    severity: 'error',
    title: 'bracket without partner',
    explanation:
      'Parentheses, brackets and braces are closed in the order in which they were opened, within one unit.',
  },
  E0111: {
    severity: 'error',
    title: 'nested too deeply',
    explanation:
      'Brackets and statements may be nested 200 deep. Name the inner parts with let definitions.',
  },
  E0112: {
    severity: 'error',
    title: 'section out of place',
    explanation:
      'The sections of an automaton come once each, in the order: types and definitions, signature, states, transitions, trajectories, tasks; a composition has components and hidden instead.',
  },
  E0113: {
    severity: 'error',
    title: 'number that cannot be represented',
    explanation: 'Numbers are whole and at most 9007199254740991. There are no real numbers.',
  },
  W0101: {
    severity: 'warning',
    title: 'trajectories left out',
    explanation:
      'Trajectories describe continuous time. They are read but have no meaning here: the automaton is taken without them.',
  },
  W0103: {
    severity: 'warning',
    title: 'schedule left out',
    explanation:
      'The words behind schedule and det resolved the choices of one run for a simulator. They are read over: maat simulate chooses by a seed, maat explore takes every choice.',
  },
  W0102: {
    severity: 'warning',
    title: 'label names nothing',
    explanation:
      'A comment that begins with %! names the guard that follows it. No guard follows this one.',
  },
} as const satisfies Record<string, CodeInfo>;
