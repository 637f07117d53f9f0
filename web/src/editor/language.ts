/** Tells the editor of the language: brackets, comments, and words for colouring. */
import { languages } from 'monaco-editor/editor';

export const LANGUAGE = 'ioa';

const KEYWORDS =
  'automaton extends signature input output internal hidden states transitions pre eff where local choose if then else elseif fi for do od while in so that const type types import components tasks invariant of forward simulation from to proof layer over implements header constants on above below with timer every start pass emit derivation stack requires initially let ensuring fire case tuple enumeration union'.split(
    ' ',
  );
const SORTS = 'Bool Nat Int Char String Set Seq Mset Map Array Null'.split(' ');

export function registerLanguage(): void {
  languages.register({ id: LANGUAGE, extensions: ['.ioa'] });
  languages.setLanguageConfiguration(LANGUAGE, {
    comments: { lineComment: '%' },
    brackets: [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: '{', close: '}' },
      { open: '"', close: '"' },
    ],
  });
  languages.setMonarchTokensProvider(LANGUAGE, {
    keywords: KEYWORDS,
    sorts: SORTS,
    tokenizer: {
      root: [
        [/%.*$/, 'comment'],
        [/"[^"]*"/, 'string'],
        [/\d+/, 'number'],
        [
          /\\[AEUI]\b|\\(in|notin|subseteq)\b|\/\\|\\\/|[~=<>+\-*|:]+|[∀∃∧∨¬⇒→∈∉∪∩⊆≠≤≥]/,
          'operator',
        ],
        [
          /[A-Za-z_][\w']*/,
          { cases: { '@keywords': 'keyword', '@sorts': 'type', '@default': '' } },
        ],
      ],
    },
  });
}
