/** What was expected and what was found, in words. */
import type { Source } from '../text/span.js';
import type { StartRule } from './grammar.js';
import type { Token } from './scan.js';

/** Where reading stopped, and what would have let it go on. */
export interface Site {
  readonly source: Source;
  readonly rule: StartRule;
  /** The token at which reading stopped; none at the end of the segment. */
  readonly found: Token | undefined;
  readonly before: Token | undefined;
  readonly tokens: readonly Token[];
  readonly index: number;
  readonly expected: ReadonlySet<string>;
}

function startsOperand(expected: ReadonlySet<string>): boolean {
  return expected.has('a number') && expected.has('a string');
}

/** What an expression may begin with. */
const OPERAND = [
  'a number',
  'a string',
  'a character',
  'true or false',
  'a quantifier',
  'a sign',
  'a name',
  '"("',
  '"["',
  '"{"',
  '"if"',
];
/** Always possible after an expression; said only when nothing else is. */
const CONTINUATION = ['an operator', '"["', '"."', '"("'];

export function expectedWords({ expected, found }: Site): string {
  const rest = new Set(expected);
  const words: string[] = [];
  if (startsOperand(expected)) {
    words.push('an expression');
    for (const w of OPERAND) rest.delete(w);
  }
  if (rest.has('an operator')) for (const w of CONTINUATION) rest.delete(w);
  for (const w of ['end of input', '"so"']) rest.delete(w);
  if (rest.has('a separator')) for (const w of ['","', '";"']) rest.delete(w);
  words.push(...[...rest].map(humanWord));
  if (expected.has('end of input') && found !== undefined) words.push('the end of this part');
  if (words.length === 0) words.push('an operator');
  return listed([...new Set(words)]);
}

function humanWord(expected: string): string {
  return expected === 'a separator' ? '"," or ";"' : expected;
}

/** Beyond six the list helps nobody: the first ones are the most specific. */
function listed(words: readonly string[]): string {
  const shown =
    words.length > 6 ? [...words.slice(0, 5), 'something else that may stand here'] : words;
  if (shown.length === 1) return shown[0] ?? '';
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}

export function foundWords({ found, tokens }: Site): string {
  if (found === undefined) return tokens.length === 1 ? 'nothing' : 'the end of this part';
  if (found.kind === 'string') return 'a string';
  return found.text.length > 40 ? `"${found.text.slice(0, 37)}…"` : `"${found.text}"`;
}
