/**
 * Tokens. They are read before the grammar, to find comments, to cut the text into segments, and to
 * say what is wrong with single characters better than a grammar can.
 */
import { diagnostic } from '../text/catalogue.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Source, Span } from '../text/span.js';

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'char' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly firstOnLine: boolean;
  readonly column: number;
}

export interface Comment {
  /** Without the `%` or `%!`. */
  readonly text: string;
  readonly label: boolean;
  readonly start: number;
  readonly end: number;
  /** Nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

export interface Scan {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  /** As long as the source, with foreign operators mended, so that one slip gives one diagnostic. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

export function scan(source: Source): Scan {
  const state: State = {
    source,
    lineStart: 0,
    lineIsBlank: true,
    tokens: [],
    comments: [],
    patches: [],
    diagnostics: [],
  };
  let at = 0;
  while (at < source.text.length) at = next(state, at);
  return {
    tokens: state.tokens,
    comments: state.comments,
    text: patched(source.text, state.patches),
    diagnostics: state.diagnostics,
  };
}

interface State {
  readonly source: Source;
  lineStart: number;
  /** Nothing but white space yet on this line. */
  lineIsBlank: boolean;
  readonly tokens: Token[];
  readonly comments: Comment[];
  readonly patches: { readonly at: number; readonly text: string }[];
  readonly diagnostics: Diagnostic[];
}

const SPACE = /\s+/y;
const COMMENT = /%[^\n]*/y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*'*/uy;
const NUMBER = /\d+(?:\.\d+|[\p{L}_][\p{L}\p{Nd}_]*)?/uy;
const STRING = /"(?:\\.|[^"\\\n])*"/y;
const CHAR = /'(?:\\[^\n]|[^'\\\n])'/uy;
const SYMBOL =
  /<=>|:=|~=|<=|>=|=>|\/\\|\\\/|\|-|\|\||-\||\\(?:in|notin|subseteq|subset|supseteq|supset|U|I|A|E)(?![\p{L}\p{Nd}_])|[-+*=<>~\\()[\]{},;:.∧∨¬⇒→⇔↔≠≤≥∈∉⊢⊣∪∩⊆⊂⊇⊃∖∀∃←]/uy;

/** Operators of other languages: what is meant, in as many characters, and the whole advice. */
const FOREIGN: readonly (readonly [RegExp, string, string])[] = [
  [/===/y, '=  ', '='],
  [/!==/y, '~= ', '~='],
  [/==>/y, '=> ', '=>'],
  [/==/y, '= ', '='],
  [/!=/y, '~=', '~='],
  [/<>/y, '~=', '~='],
  [/&&/y, '/\\', '/\\'],
  [/!/y, '~', '~'],
  [/\/=/y, '~=', '~='],
  [/\/(?![\\/])/y, '*', 'div'],
  [/−/y, '-', '-'],
];

/** With these characters the operators of other languages begin. */
const FOREIGN_STARTS = new Set(['=', '!', '<', '&', '/', '−']);

function next(state: State, at: number): number {
  const { text } = state.source;
  // Most of a text is plain words and spaces; telling them by their first character saves the other questions.
  const first = text.charCodeAt(at);
  if (isPlainLetter(first))
    return token(state, 'word', eat(WORD, text, at), at) ?? stray(state, at);
  const space = eat(SPACE, text, at);
  if (space !== undefined) return addSpace(state, at, space);
  const comment = eat(COMMENT, text, at);
  if (comment !== undefined) return addComment(state, at, comment);
  return (
    (FOREIGN_STARTS.has(text.charAt(at)) ? foreign(state, at) : undefined) ??
    token(state, 'symbol', eat(SYMBOL, text, at), at) ??
    token(state, 'word', eat(WORD, text, at), at) ??
    number(state, at) ??
    token(state, 'string', eat(STRING, text, at), at) ??
    token(state, 'char', eat(CHAR, text, at), at) ??
    stray(state, at)
  );
}

/** Of ASCII. */
function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function addSpace(state: State, at: number, space: string): number {
  const newline = space.lastIndexOf('\n');
  if (newline !== -1) {
    state.lineStart = at + newline + 1;
    state.lineIsBlank = true;
  }
  return at + space.length;
}

function eat(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function addComment(state: State, at: number, comment: string): number {
  const label = comment.startsWith('%!');
  const text = comment.slice(label ? 2 : 1).replace(/\s+$/, '');
  const end = at + comment.length;
  state.comments.push({ text, label, start: at, end, ownLine: state.lineIsBlank });
  state.lineIsBlank = false;
  return end;
}

function token(
  state: State,
  kind: Token['kind'],
  text: string | undefined,
  start: number,
): number | undefined {
  if (text === undefined) return undefined;
  const end = start + text.length;
  const column = start - state.lineStart;
  const firstOnLine = state.lineIsBlank;
  state.lineIsBlank = false;
  state.tokens.push({ kind, text, start, end, firstOnLine, column });
  return end;
}

function number(state: State, at: number): number | undefined {
  const text = eat(NUMBER, state.source.text, at);
  if (text === undefined) return undefined;
  const end = at + text.length;
  if (!/^[\d.]+$/.test(text)) {
    report(state, 'E0113', at, end, `${text} is neither a number nor a name`);
    state.patches.push({ at, text: '0'.repeat(text.length) });
  } else if (text.includes('.')) {
    report(state, 'E0113', at, end, `${text} is a real number; only whole numbers are known here`);
    state.patches.push({ at, text: text.replace('.', '0') });
  } else if (!Number.isSafeInteger(Number(text))) {
    report(state, 'E0113', at, end, `${text} is too large; the largest number is 9007199254740991`);
    state.patches.push({ at, text: text.replace(/\d/g, '0') });
  }
  return token(state, 'number', text, at);
}

function foreign(state: State, at: number): number | undefined {
  for (const [pattern, patch, meant] of FOREIGN) {
    const found = eat(pattern, state.source.text, at);
    if (found === undefined) continue;
    const span = spanOf(state, at, at + found.length);
    const fix = { title: `write ${meant}`, span, replacement: meant };
    state.diagnostics.push(
      diagnostic('E0106', span, `${found} is not an operator here; write ${meant}`, {
        fixes: [fix],
      }),
    );
    state.patches.push({ at, text: patch });
    return token(state, 'symbol', found, at);
  }
  return undefined;
}

/** What no token begins with: an unclosed literal, or a character that is outside the language. */
function stray(state: State, at: number): number {
  const { text } = state.source;
  const opening = text.charAt(at);
  if (opening === '"' || opening === "'") return unclosed(state, at, opening);
  if (opening === '#' || text.startsWith('//', at)) return foreignComment(state, at);
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const end = at + found.length;
  const advice = ADVICE.get(found);
  const span = spanOf(state, at, end);
  const message = `the character ${shown(found)} has no meaning here${advice === undefined ? '' : `; ${advice}`}`;
  state.diagnostics.push(diagnostic('E0103', span, message));
  state.patches.push({ at, text: ' '.repeat(found.length) });
  return end;
}

/** Read over to the end of the line, as what it was meant to be. */
function foreignComment(state: State, at: number): number {
  const { text } = state.source;
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  const sign = text.charAt(at) === '#' ? '#' : '//';
  const span = spanOf(state, at, at + sign.length);
  const fixes = [{ title: 'write %', span, replacement: '%' }];
  state.diagnostics.push(diagnostic('E0103', span, 'comments begin with %', { fixes }));
  state.patches.push({ at, text: ' '.repeat(end - at) });
  return end;
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['“', 'strings stand in straight quotes: "'],
  ['”', 'strings stand in straight quotes: "'],
  ['‘', "characters stand in straight quotes: '"],
  ['’', "a straight quote is meant: '"],
  ['/', 'comments begin with %'],
  ['&', 'conjunction is /\\'],
  ['|', 'concatenation is ||, appending |-'],
  ['^', 'there are no powers'],
]);

function shown(found: string): string {
  const code = found.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(found) ? `${found} (${name})` : name;
}

function unclosed(state: State, at: number, quote: string): number {
  const { text } = state.source;
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  const what = quote === '"' ? 'string' : 'character';
  const span = spanOf(state, at, quote === '"' ? end : at + 1);
  const fix = {
    title: `close it with ${quote}`,
    span: { ...span, start: span.end },
    replacement: quote,
  };
  state.diagnostics.push(
    diagnostic(
      'E0104',
      span,
      `this ${what} is not closed on its line`,
      quote === '"' ? { fixes: [fix] } : {},
    ),
  );
  // A string has taken the rest of the line; a lone quote only itself. Both leave a literal behind.
  const patch =
    quote === '"' && end - at >= 2 ? `"${' '.repeat(end - at - 2)}"` : ' '.repeat(span.end - at);
  state.patches.push({ at, text: patch });
  if (quote === '"') token(state, 'string', text.slice(at, end), at);
  return span.end;
}

function report(state: State, code: 'E0113', start: number, end: number, message: string): void {
  state.diagnostics.push(diagnostic(code, spanOf(state, start, end), message));
}

function spanOf(state: State, start: number, end: number): Span {
  return { file: state.source.file, start, end };
}

function patched(text: string, patches: State['patches']): string {
  let result = '';
  let from = 0;
  for (const patch of patches) {
    result += text.slice(from, patch.at) + patch.text;
    from = patch.at + patch.text.length;
  }
  return result + text.slice(from);
}
