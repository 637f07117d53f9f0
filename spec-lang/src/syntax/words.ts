/** The words of the language: which are reserved, and which only mean something at their place. */

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
