/** The editor's colours, the same as the page's. */
import { editor } from 'monaco-editor/editor';
import type { Theme } from '../app/theme.js';

export function themeName(theme: Theme): string {
  return `maat-${theme}`;
}

export function defineThemes(): void {
  editor.defineTheme(themeName('light'), {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '6b7280', fontStyle: 'italic' },
      { token: 'keyword', foreground: '7c3aed' },
      { token: 'type', foreground: '0f766e' },
      { token: 'number', foreground: 'b45309' },
      { token: 'string', foreground: 'b45309' },
      { token: 'operator', foreground: '475569' },
    ],
    colors: { 'editor.background': '#ffffff', 'editor.lineHighlightBackground': '#f5f7f8' },
  });
  editor.defineTheme(themeName('dark'), {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '8b949e', fontStyle: 'italic' },
      { token: 'keyword', foreground: 'c4a7ff' },
      { token: 'type', foreground: '5eead4' },
      { token: 'number', foreground: 'fbbf77' },
      { token: 'string', foreground: 'fbbf77' },
      { token: 'operator', foreground: 'a3adb8' },
    ],
    colors: { 'editor.background': '#15191d', 'editor.lineHighlightBackground': '#1c2227' },
  });
}
