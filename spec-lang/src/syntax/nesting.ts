/** Brackets and nesting, judged on tokens: the grammar is only asked about text that is sound. */
import { diagnostic } from '../text/catalogue.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';
import type { Token } from './scan.js';

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const CLOSERS = new Set(CLOSING.values());

/** Nesting beyond this is refused, so that no later phase can run out of stack. */
const DEEPEST = 200;

/** Operators that nest to the right count apart: a long text may well have many of them side by side. */
const LONGEST_RUN = 500;

/** Parts of one expression or statement list beyond this likewise: trees of operators lean left. */
const LONGEST = 4000;

/** The first thing wrong with the nesting of these tokens, if any. */
export function nestingError(tokens: readonly Token[], file: string): Diagnostic | undefined {
  return bracketError(tokens, file) ?? depthError(tokens, file);
}

function bracketError(tokens: readonly Token[], file: string): Diagnostic | undefined {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (CLOSING.has(token.text)) open.push(token);
    if (!CLOSERS.has(token.text)) continue;
    const opener = open.pop();
    if (opener === undefined) return lone(token, file);
    if (CLOSING.get(opener.text) !== token.text) return mismatch(opener, token, file);
  }
  const [first] = open.slice(-1);
  return first && unclosed(first, file);
}

function lone(token: Token, file: string): Diagnostic {
  return diagnostic('E0110', at(token, file), `this ${token.text} closes nothing`, {
    fixes: [{ title: `remove ${token.text}`, span: at(token, file), replacement: '' }],
  });
}

function mismatch(opener: Token, token: Token, file: string): Diagnostic {
  const wanted = CLOSING.get(opener.text) ?? '';
  const message = `${opener.text} is closed by ${wanted}, but ${token.text} stands here`;
  return diagnostic('E0110', at(token, file), message, {
    related: [{ span: at(opener, file), message: `${opener.text} was opened here` }],
    fixes: [{ title: `write ${wanted}`, span: at(token, file), replacement: wanted }],
  });
}

function unclosed(opener: Token, file: string): Diagnostic {
  return diagnostic('E0110', at(opener, file), `this ${opener.text} is never closed`);
}

const OPENING_WORDS = new Set(['if', 'for', 'while']);
const CLOSING_WORDS = new Set(['fi', 'od']);
/** Operators that nest to the right, one level for each. */
const DEEPENING = new Set(['~', '¬', '-|', '⊣', '=>', '⇒', '→', '\\A', '\\E', '∀', '∃', '-']);
/** Where a run of right-nesting operators surely ends. */
const RESETTING = new Set([';', ',', ':=']);

/** An upper bound on the depth of the tree; an `if` expression has no `fi`, so it counts to the end. */
function depthError(tokens: readonly Token[], file: string): Diagnostic | undefined {
  let brackets = 0;
  let blocks = 0;
  let run = 0;
  let length = 0;
  for (const token of tokens) {
    if (CLOSING.has(token.text)) brackets += 1;
    if (CLOSERS.has(token.text)) brackets -= 1;
    if (OPENING_WORDS.has(token.text)) blocks += 1;
    if (CLOSING_WORDS.has(token.text)) blocks = Math.max(0, blocks - 1);
    if (DEEPENING.has(token.text)) run += 1;
    length += 1;
    if (RESETTING.has(token.text) && brackets === 0) [run, length] = [0, 0];
    const deep = brackets + blocks > DEEPEST || run > LONGEST_RUN;
    if (deep || length > LONGEST) return tooDeep(token, file);
  }
  return undefined;
}

export function tooDeep(token: Token, file: string): Diagnostic {
  return diagnostic(
    'E0111',
    at(token, file),
    'this is nested too deeply, or too long, to be read; split it with let definitions',
  );
}

function at(token: Token, file: string): Span {
  return { file, start: token.start, end: token.end };
}
