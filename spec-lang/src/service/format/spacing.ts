/** The white space between two tokens of one line. */
import type { Token } from '../../syntax/scan.js';

const NONE_BEFORE = new Set([',', ';', ')', ']', '}', '.']);
const NONE_BEHIND = new Set(['(', '[', '.', '\\A', '\\E']);
const ALWAYS_AROUND = new Set([
  ...[':=', '=', '~=', '<', '<=', '>', '>=', '=>', '<=>', '/\\', '\\/', '|-', '||'],
  ...[
    '∧',
    '∨',
    '⇒',
    '→',
    '⇔',
    '↔',
    '≠',
    '≤',
    '≥',
    '∈',
    '∉',
    '⊢',
    '⊣',
    '∪',
    '∩',
    '⊆',
    '⊂',
    '⊇',
    '⊃',
    '∖',
    '←',
  ],
  ...['\\in', '\\notin', '\\subseteq', '\\subset', '\\supseteq', '\\supset', '\\U', '\\I', '-|'],
]);

/** `written`: what stands there now. Where both are good style, the writer's choice stays. */
export function spaceBetween(before: Token, token: Token, written: string): string {
  if (before.text === '\\A' || before.text === '\\E') return ' ';
  if (token.text === '{' || before.text === '{' || token.text === '}')
    return bracesSpace(before, token, written);
  if (NONE_BEFORE.has(token.text)) return '';
  if (token.text === ':') return written === '' ? '' : ' ';
  if (NONE_BEHIND.has(before.text)) return '';
  if (before.text === ',' || before.text === ';' || before.text === ':') return ' ';
  if (ALWAYS_AROUND.has(token.text) || ALWAYS_AROUND.has(before.text)) return ' ';
  if (token.text === '(' || token.text === '[') return written === '' ? '' : ' ';
  return written === '' ? '' : ' ';
}

/** `{}` has nothing in it; inside of other braces a space is a matter of taste. */
function bracesSpace(before: Token, token: Token, written: string): string {
  if (before.text === '{' && token.text === '}') return '';
  if (before.text === '(' || before.text === '[') return '';
  if (before.text === ',' || before.text === ':' || ALWAYS_AROUND.has(before.text)) return ' ';
  return written === '' ? '' : ' ';
}
