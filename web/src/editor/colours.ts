/** The language's colours: the TextMate grammar that other editors use too, in the light and in the dark. */
import * as monaco from 'monaco-editor/editor';
import { shikiToMonaco } from '@shikijs/monaco';
import grammar from '@maat/spec-lang/grammar/ioa.tmLanguage.json';
import {
  createHighlighterCoreSync,
  type HighlighterCore,
  type ThemeRegistration,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { Theme } from '../app/theme.js';
import { LANGUAGE } from './language.js';

export function themeName(theme: Theme): string {
  return `maat-${theme}`;
}

/** Called once, when the language is registered. */
export function colourLanguage(): void {
  shikiToMonaco(highlighter(), monaco, { tokenizeTimeLimit: PATIENCE });
}

/** The text as HTML, in the colours that suit paper. */
export function colouredHtml(text: string): string {
  return highlighter().codeToHtml(text, { lang: LANGUAGE, theme: themeName('light') });
}

let made: HighlighterCore | undefined;

function highlighter(): HighlighterCore {
  made ??= createHighlighterCoreSync({
    themes: [themeOf('light', LIGHT), themeOf('dark', DARK)],
    langs: [grammar],
    engine: createJavaScriptRegexEngine(),
  });
  return made;
}

/** Milliseconds for the colours of a line: a page that is busy may be slow, and its lines are short. */
const PATIENCE = 10_000;

/** A colour for each kind of word; the page's own. */
interface Palette {
  readonly ground: string;
  readonly line: string;
  readonly plain: string;
  readonly comment: string;
  readonly keyword: string;
  readonly operator: string;
  readonly type: string;
  readonly literal: string;
  readonly state: string;
  readonly action: string;
}

const LIGHT: Palette = {
  ground: '#ffffff',
  line: '#f5f7f8',
  plain: '#1b2227',
  comment: '#6b7280',
  keyword: '#7c3aed',
  operator: '#475569',
  type: '#0f766e',
  literal: '#b45309',
  state: '#1d4ed8',
  action: '#9d174d',
};

const DARK: Palette = {
  ground: '#15191d',
  line: '#1c2227',
  plain: '#e4e9ed',
  comment: '#8b949e',
  keyword: '#c4a7ff',
  operator: '#a3adb8',
  type: '#5eead4',
  literal: '#fbbf77',
  state: '#93b4ff',
  action: '#f49ac1',
};

/** Names with a dot are the grammar's, the others what the checker says of a name once it has looked. */
function themeOf(theme: Theme, of: Palette): ThemeRegistration {
  const rule = (foreground: string, scope: string[], fontStyle?: string) => ({
    scope,
    settings: { foreground, ...(fontStyle === undefined ? {} : { fontStyle }) },
  });
  return {
    name: themeName(theme),
    type: theme,
    colors: {
      'editor.background': of.ground,
      'editor.foreground': of.plain,
      'editor.lineHighlightBackground': of.line,
    },
    settings: [
      { settings: { foreground: of.plain, background: of.ground } },
      rule(of.comment, ['comment'], 'italic'),
      rule(of.comment, ['markup.heading'], 'bold'),
      rule(of.keyword, ['keyword', 'storage', 'variable.language']),
      rule(of.operator, ['keyword.operator', 'punctuation']),
      rule(of.type, [
        'type',
        'entity.name.type',
        'support.type',
        'class',
        'interface',
        'typeParameter',
      ]),
      rule(of.literal, ['number', 'constant', 'string', 'enumMember']),
      rule(of.state, ['property']),
      rule(of.action, ['event', 'entity.name.function.action']),
      rule(of.plain, ['function', 'entity.name.function']),
    ],
  };
}
