/** Signs by their ASCII spelling, for typing and for showing. What stands in the file stays the user's choice. */
import { CompletionItemKind, type CompletionItem, type Range } from 'vscode-languageserver-types';
import { scan, type Token } from '../syntax/scan.js';

export interface Replacement {
  readonly ascii: string;
  readonly sign: string;
  readonly about: string;
}

export const REPLACEMENTS: readonly Replacement[] = [
  { ascii: '\\A', sign: '∀', about: 'for all' },
  { ascii: '\\E', sign: '∃', about: 'exists' },
  { ascii: '/\\', sign: '∧', about: 'and' },
  { ascii: '\\/', sign: '∨', about: 'or' },
  { ascii: '~', sign: '¬', about: 'not' },
  { ascii: '=>', sign: '⇒', about: 'implies' },
  { ascii: '<=>', sign: '⇔', about: 'if and only if' },
  { ascii: '~=', sign: '≠', about: 'not equal' },
  { ascii: '<=', sign: '≤', about: 'at most' },
  { ascii: '>=', sign: '≥', about: 'at least' },
  { ascii: '\\in', sign: '∈', about: 'element of' },
  { ascii: '\\notin', sign: '∉', about: 'no element of' },
  { ascii: '\\U', sign: '∪', about: 'union' },
  { ascii: '\\I', sign: '∩', about: 'intersection' },
  { ascii: '\\subseteq', sign: '⊆', about: 'subset' },
  { ascii: '\\subset', sign: '⊂', about: 'proper subset' },
  { ascii: '\\supseteq', sign: '⊇', about: 'superset' },
  { ascii: '\\supset', sign: '⊃', about: 'proper superset' },
  { ascii: '|-', sign: '⊢', about: 'append' },
  { ascii: '-|', sign: '⊣', about: 'prepend' },
];

/** Behind a backslash: the words and their signs. */
export function replacementItems(range: Range): readonly CompletionItem[] {
  return REPLACEMENTS.filter((r) => /^\\[A-Za-z]/.test(r.ascii)).flatMap(
    ({ ascii, sign, about }) => [
      sample(ascii, ascii, about, range, '0'),
      sample(`${ascii} ${sign}`, sign, about, range, '1'),
    ],
  );
}

function sample(
  label: string,
  newText: string,
  about: string,
  range: Range,
  rank: string,
): CompletionItem {
  return {
    label,
    kind: CompletionItemKind.Operator,
    detail: about,
    filterText: label,
    sortText: `${rank}${label}`,
    textEdit: { range, newText },
  };
}

const BY_ASCII = new Map(REPLACEMENTS.map((r) => [r.ascii, r.sign]));
const BY_SIGN = new Map(REPLACEMENTS.map((r) => [r.sign, r.ascii]));

export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** On typing: the sign for what was finished just before the typed character. */
export function replacedBefore(text: string, offset: number, typed: string): Replaced | undefined {
  const { tokens, comments } = scan({ file: '', text });
  const at = offset - typed.length;
  if (comments.some((c) => c.start < at && at <= c.end)) return undefined;
  const token = tokens.find((t) => t.end === at);
  const sign = token?.kind === 'symbol' ? BY_ASCII.get(token.text) : undefined;
  return token && sign !== undefined
    ? { start: token.start, end: token.end, text: sign }
    : undefined;
}

/** The text with signs for all of its operators. */
export function withSigns(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: sign } of respelt(text, 'unicode')) {
    pieces.push(text.slice(at, start), sign);
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}

/** All operators of a text in one of the two spellings. */
export function respelt(text: string, as: 'ascii' | 'unicode'): readonly Replaced[] {
  const table = as === 'unicode' ? BY_ASCII : BY_SIGN;
  const { tokens } = scan({ file: '', text });
  return tokens.flatMap((t: Token, i) => {
    const to = t.kind === 'symbol' ? table.get(t.text) : undefined;
    if (to === undefined) return [];
    const next = tokens[i + 1];
    // `∈S` is one sign and a name; `\inS` would be another word.
    const glued =
      as === 'ascii' && /[A-Za-z]$/.test(to) && next?.start === t.end && next.kind === 'word';
    return [{ start: t.start, end: t.end, text: glued ? `${to} ` : to }];
  });
}
