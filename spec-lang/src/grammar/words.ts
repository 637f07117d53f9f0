/** The words of the language, taken from the grammar itself, so that highlighting cannot drift from it. */
import type * as ohm from 'ohm-js';
import { grammar } from '../syntax/grammar.js';
import { RESERVED } from '../syntax/words.js';

export interface Words {
  /** Never names. */
  readonly reserved: readonly string[];
  /** Mean something at their place, and may be names elsewhere. */
  readonly contextual: readonly string[];
  /** `Set`, `Map`, …, which take sorts in brackets. */
  readonly constructors: readonly string[];
}

export function wordsOfGrammar(): Words {
  const constructors = wordsIn(bodyOf('sortConstructor'));
  const operators = new Set([...wordsIn(bodyOf('infix')), ...wordsIn(bodyOf('quantifier'))]);
  const all = new Set(Object.keys(grammar().rules).flatMap((rule) => wordsIn(bodyOf(rule))));
  const contextual = [...all].filter(
    (w) => !RESERVED.has(w) && !constructors.includes(w) && !operators.has(w),
  );
  return {
    reserved: [...RESERVED].sort(),
    contextual: contextual.sort(),
    constructors: [...constructors].sort(),
  };
}

/** `div` and `mod`, and the words behind a backslash. */
export function wordOperators(): readonly string[] {
  return wordsIn(bodyOf('infix'));
}

/** What ohm's parsing expressions have that matters here; their fields are not in its types. */
interface Piece {
  readonly obj?: unknown;
  readonly expr?: Piece;
  readonly terms?: readonly Piece[];
  readonly factors?: readonly Piece[];
  readonly args?: readonly Piece[];
}

function bodyOf(rule: string): Piece {
  const rules = grammar().rules as Record<string, ohm.RuleInfo | undefined>;
  return (rules[rule]?.body ?? {}) as Piece;
}

function wordsIn(piece: Piece): readonly string[] {
  // What must not follow is no word of the language for that.
  if (piece.constructor.name === 'Not') return [];
  const own = typeof piece.obj === 'string' && /^[A-Za-z]{2,}$/.test(piece.obj) ? [piece.obj] : [];
  const parts = [
    ...(piece.expr ? [piece.expr] : []),
    ...(piece.terms ?? []),
    ...(piece.factors ?? []),
    ...(piece.args ?? []),
  ];
  return [...own, ...parts.flatMap(wordsIn)];
}
