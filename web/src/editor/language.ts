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
  });
}
