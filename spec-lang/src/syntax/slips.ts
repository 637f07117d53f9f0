/** Words that designers write by habit, and what they meant. */
/** What other languages write for what this one writes otherwise. */
export const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ['and', '/\\'],
  ['or', '\\/'],
  ['not', '~'],
  ['implies', '=>'],
  ['iff', '<=>'],
  ['in', '\\in'],
  ['endif', 'fi'],
  ['end', 'fi'],
  ['elif', 'elseif'],
  ['elsif', 'elseif'],
  ['done', 'od'],
  ['notin', '\\notin'],
  ['subseteq', '\\subseteq'],
  ['union', '\\U'],
  ['intersect', '\\I'],
  ['forall', '\\A'],
  ['exists', '\\E'],
]);

/** These stand before what they belong to, so that reading stops behind them. */
export const PREFIXES = new Set(['not', 'forall', 'exists']);

export const SECTION_WORDS = [
  'signature',
  'states',
  'transitions',
  'components',
  'tasks',
  'hidden',
];

export const SECTION_SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['effect', 'eff'],
  ['effects', 'eff'],
  ['precondition', 'pre'],
  ['preconditions', 'pre'],
  ['variables', 'states'],
  ['vars', 'states'],
  ['actions', 'signature'],
]);
