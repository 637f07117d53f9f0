/** The words of the language: which are reserved, and which only mean something at their place. */
import type { Token } from './scan.js';

/**
 * Words that can never be names, because they end or begin a part wherever they stand. All other
 * words of the language (`from`, `on`, `header`, `hidden`, `case`, `local`, …) are told from names by
 * what follows them.
 */
export const RESERVED: ReadonlySet<string> = new Set([
  'automaton',
  'signature',
  'states',
  'transitions',
  'components',
  'input',
  'output',
  'internal',
  'pre',
  'eff',
  'ensuring',
  'initially',
  'if',
  'then',
  'elseif',
  'else',
  'fi',
  'for',
  'while',
  'do',
  'od',
  'where',
  'choose',
  'true',
  'false',
]);

export const ACTION_KINDS: ReadonlySet<string> = new Set(['input', 'output', 'internal']);

export function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' && !RESERVED.has(token.text);
}
