/** Tells the editor of the language: brackets and comments; its colours are in colours.ts. */
import { languages } from 'monaco-editor/editor';

export const LANGUAGE = 'ioa';

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
    onEnterRules: ENTER,
  });
}

const { Indent, None } = languages.IndentAction;

/** What follows these is deeper; what follows the first condition or effect stands below it. */
const ENTER: languages.OnEnterRule[] = [
  { beforeText: /^(automaton|layer)\b[^%]*$/, action: { indentAction: Indent } },
  {
    beforeText: /^\s+(signature|states|transitions|components|header|constants)\s*$/,
    action: { indentAction: Indent },
  },
  // Parameters without sorts: not of the signature, but of what the action does.
  {
    beforeText: /^\s+(input|output|internal)\s+\w+\([^:()]*\)\s*$/,
    action: { indentAction: Indent },
  },
  { beforeText: /^\s+on\s[^%]*$/, action: { indentAction: Indent } },
  { beforeText: /\b(then|else|do)\s*$/, action: { indentAction: Indent } },
  {
    beforeText: /^\s+(pre|eff)\s.*;\s*$/,
    action: { indentAction: None, appendText: ' '.repeat('pre '.length) },
  },
];
