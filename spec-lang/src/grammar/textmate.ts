/** The TextMate grammar: one source of colours for VS Code, the workbench and the pages. */
import { wordOperators, wordsOfGrammar, type Words } from './words.js';

export interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
}

export interface TextMateGrammar {
  readonly $schema: string;
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly Rule[] }>>;
}

export function textMateGrammar(): TextMateGrammar {
  const words = wordsOfGrammar();
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'ioa',
    scopeName: 'source.ioa',
    fileTypes: ['ioa'],
    patterns: PARTS.map((part) => ({ include: `#${part}` })),
    repository: {
      comments: { patterns: COMMENTS },
      literals: { patterns: LITERALS },
      declarations: { patterns: DECLARATIONS },
      keywords: { patterns: keywords(words) },
      sorts: { patterns: sorts(words) },
      operators: { patterns: OPERATORS },
      punctuation: { patterns: PUNCTUATION },
    },
  };
}

/** The first that matches at a place counts. */
const PARTS = [
  'comments',
  'literals',
  'declarations',
  'keywords',
  'sorts',
  'operators',
  'punctuation',
] as const;

const NAME = "[\\p{L}_][\\p{L}\\p{Nd}_]*'*";

const COMMENTS: readonly Rule[] = [
  {
    match: '(%!)(.*)$',
    captures: { 1: scope('comment.line.label'), 2: scope('markup.heading.label') },
  },
  { match: '%.*$', name: 'comment.line.percentage.ioa' },
];

const LITERALS: readonly Rule[] = [
  {
    begin: '"',
    end: '"|$',
    name: 'string.quoted.double.ioa',
    patterns: [{ match: '\\\\.', name: 'constant.character.escape.ioa' }],
  },
  { match: `(?<![\\p{L}\\p{Nd}_'])'(?:\\\\.|[^'\\\\])'`, name: 'string.quoted.single.ioa' },
  { match: '(?<![\\p{L}\\p{Nd}_])\\d+', name: 'constant.numeric.ioa' },
];

const DECLARATIONS: readonly Rule[] = [
  named('\\b(automaton)', 'keyword.declaration', 'entity.name.type.class'),
  named('^\\s*(layer|stack|derivation)', 'keyword.declaration', 'entity.name.type.class'),
  named('^\\s*(invariant)(?!\\s+of\\b)', 'keyword.declaration', 'entity.name.function'),
  named('^\\s*(picture)(?!\\s+of\\b)', 'keyword.declaration', 'entity.name.function'),
  named('^\\s*(types?)', 'keyword.declaration', 'entity.name.type'),
  named('\\b(let)', 'keyword.declaration', 'entity.name.function'),
  named('\\b(input|output|internal)', 'storage.modifier', 'entity.name.function.action'),
  {
    match: `\\b(on|emit|pass)\\s+(above|below)\\s+(${NAME})`,
    captures: {
      1: scope('keyword.control'),
      2: scope('keyword.control.direction'),
      3: scope('entity.name.function.action'),
    },
  },
  {
    match: `\\b(fire)\\s+(?!input\\b|output\\b|internal\\b)(${NAME})`,
    captures: { 1: scope('keyword.control'), 2: scope('entity.name.function.action') },
  },
];

function named(word: string, keyword: string, name: string): Rule {
  return {
    match: `${word}\\s+(${NAME})`,
    captures: { 1: scope(keyword), 2: scope(name) },
  };
}

const CONTROL = new Set([
  'if',
  'then',
  'elseif',
  'else',
  'fi',
  'for',
  'while',
  'do',
  'od',
  'choose',
]);
const TRUTHS = new Set(['true', 'false']);
const KINDS = new Set(['input', 'output', 'internal']);

function keywords({ reserved, contextual }: Words): readonly Rule[] {
  const plain = reserved.filter((w) => !CONTROL.has(w) && !TRUTHS.has(w) && !KINDS.has(w));
  return [
    words(
      [...CONTROL].filter((w) => reserved.includes(w)),
      'keyword.control',
    ),
    words(
      [...TRUTHS].filter((w) => reserved.includes(w)),
      'constant.language',
    ),
    words(
      [...KINDS].filter((w) => reserved.includes(w)),
      'storage.modifier',
    ),
    words(plain, 'keyword.other'),
    // A word of its place is followed by what it introduces; as a name it is not.
    {
      match: `(?<![.\\p{L}\\p{Nd}_])(?:${contextual.join('|')})(?=\\s+[\\p{L}_"{\\\\(]|\\s*$)(?!\\s*:)`,
      name: 'keyword.other.contextual.ioa',
    },
    words(['nil', 'empty', 'self'], 'variable.language'),
    words(wordOperators(), 'keyword.operator.word'),
  ];
}

function sorts({ constructors }: Words): readonly Rule[] {
  return [
    words(['Bool', 'Nat', 'Int', 'Char', 'String'], 'support.type.primitive'),
    words(constructors, 'support.type'),
    { match: `(?<=: )${NAME}`, ...scope('entity.name.type') },
  ];
}

function words(list: readonly string[], name: string): Rule {
  return {
    match: `(?<![.\\p{L}\\p{Nd}_])(?:${list.join('|')})(?![\\p{L}\\p{Nd}_'])`,
    ...scope(name),
  };
}

const OPERATORS: readonly Rule[] = [
  { match: '\\\\(?:A|E)(?![\\p{L}\\p{Nd}_])|[∀∃]', ...scope('keyword.operator.quantifier') },
  { match: ':=|←', ...scope('keyword.operator.assignment') },
  { match: '/\\\\|\\\\/|<=>|=>|~(?!=)|[∧∨¬⇒→⇔↔]', ...scope('keyword.operator.logical') },
  {
    match: '\\\\(?:in|notin|subseteq|subset|supseteq|supset|U|I)(?![\\p{L}\\p{Nd}_])|[∈∉∪∩⊆⊂⊇⊃∖]',
    ...scope('keyword.operator.set'),
  },
  { match: '~=|<=|>=|=|<|>|[≠≤≥]', ...scope('keyword.operator.comparison') },
  { match: '\\|-|-\\||\\|\\||[⊢⊣]', ...scope('keyword.operator.sequence') },
  { match: '[-+*\\\\]', ...scope('keyword.operator.arithmetic') },
];

const PUNCTUATION: readonly Rule[] = [
  { match: '[,;]', ...scope('punctuation.separator') },
  { match: '[()\\[\\]{}]', ...scope('punctuation.bracket') },
];

function scope(name: string): { readonly name: string } {
  return { name: `${name}.ioa` };
}
