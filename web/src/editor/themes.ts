/** The editor's colours, the same as the page's. */
import { editor } from 'monaco-editor/editor';
import type { Theme } from '../app/theme.js';

export function themeName(theme: Theme): string {
  return `maat-${theme}`;
}

/** Both themes, from what each token looks like in the light and in the dark. */
export function defineThemes(): void {
  define('light', 'vs', LIGHT, { background: '#ffffff', line: '#f5f7f8' });
  define('dark', 'vs-dark', DARK, { background: '#15191d', line: '#1c2227' });
}

function define(
  theme: Theme,
  base: editor.BuiltinTheme,
  rules: editor.ITokenThemeRule[],
  ground: { readonly background: string; readonly line: string },
): void {
  editor.defineTheme(themeName(theme), {
    base,
    inherit: true,
    rules,
    colors: {
      'editor.background': ground.background,
      'editor.lineHighlightBackground': ground.line,
    },
  });
}

const LIGHT: editor.ITokenThemeRule[] = [
  { token: 'comment', foreground: '6b7280', fontStyle: 'italic' },
  { token: 'keyword', foreground: '7c3aed' },
  { token: 'type', foreground: '0f766e' },
  { token: 'number', foreground: 'b45309' },
  { token: 'string', foreground: 'b45309' },
  { token: 'operator', foreground: '475569' },
  { token: 'class', foreground: '0f766e' },
  { token: 'interface', foreground: '0f766e' },
  { token: 'typeParameter', foreground: '0f766e' },
  { token: 'enumMember', foreground: 'b45309' },
  { token: 'property', foreground: '1d4ed8' },
  { token: 'event', foreground: '9d174d' },
  { token: 'function', foreground: '1b2227' },
];

const DARK: editor.ITokenThemeRule[] = [
  { token: 'comment', foreground: '8b949e', fontStyle: 'italic' },
  { token: 'keyword', foreground: 'c4a7ff' },
  { token: 'type', foreground: '5eead4' },
  { token: 'number', foreground: 'fbbf77' },
  { token: 'string', foreground: 'fbbf77' },
  { token: 'operator', foreground: 'a3adb8' },
  { token: 'class', foreground: '5eead4' },
  { token: 'interface', foreground: '5eead4' },
  { token: 'typeParameter', foreground: '5eead4' },
  { token: 'enumMember', foreground: 'fbbf77' },
  { token: 'property', foreground: '93b4ff' },
  { token: 'event', foreground: 'f49ac1' },
  { token: 'function', foreground: 'e4e9ed' },
];
