/** What an editor does by itself: comments, brackets, indentation, words. */

export const LANGUAGE_CONFIGURATION = {
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
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['"', '"'],
  ],
  wordPattern: "\\\\?[\\p{L}_][\\p{L}\\p{Nd}_]*'*",
  indentationRules: {
    increaseIndentPattern:
      '^\\s*(automaton|layer|signature|states|transitions|constants|header|components|input|output|internal|on)\\b[^%;]*$|\\b(do|then|else)\\s*(%.*)?$',
    decreaseIndentPattern: '^\\s*(od|fi|else|elseif)\\b',
  },
  onEnterRules: [
    { beforeText: '^\\s*%!?.*$', afterText: '^.+$', action: { indent: 'none', appendText: '% ' } },
  ],
  folding: { offSide: false },
} as const;
