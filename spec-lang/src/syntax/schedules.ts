/**
 * What the toolkit of the manual needed to run a specification: `schedule do … od` behind an automaton, and
 * `det do … od` behind a choice. A run is chosen by its seed here, and an exploration takes all: they are read over.
 */
import type { Scan, Token } from './scan.js';
import { RESERVED } from './words.js';

export interface Unscheduled {
  readonly tokens: readonly Token[];
  /** As long as before, with blanks where the blocks stood. */
  readonly text: string;
  /** The first words of the blocks. */
  readonly blocks: readonly Token[];
}

export function withoutSchedules({ tokens, text }: Scan): Unscheduled {
  const kept: Token[] = [];
  const blocks: Token[] = [];
  let plain = text;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = beginsBlock(tokens, at) ? endOfBlock(tokens, at) : undefined;
    const last = end === undefined ? undefined : tokens[end];
    if (end === undefined || last === undefined) {
      kept.push(token);
      continue;
    }
    blocks.push(token);
    plain = blanked(plain, token.start, last.end);
    at = end;
  }
  return { tokens: kept, text: plain, blocks };
}

function beginsBlock(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]?.text];
  if (token?.text === 'schedule') return token.firstOnLine && (next === 'do' || next === 'states');
  return token?.text === 'det' && next === 'do' && endsTerm(before);
}

/** A `det` after anything else, as in `while det do`, is a name. */
function endsTerm(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'symbol') return [')', ']', '}'].includes(token.text);
  return !RESERVED.has(token.text) || ['choose', 'true', 'false'].includes(token.text);
}

/** The `od` of the first `do`. */
function endOfBlock(tokens: readonly Token[], from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const text = tokens[at]?.text;
    if (text === 'automaton') return undefined;
    if (text === 'do') depth += 1;
    if (text !== 'od') continue;
    depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function blanked(text: string, start: number, end: number): string {
  const blank = text.slice(start, end).replace(/[^\n]/g, ' ');
  return text.slice(0, start) + blank + text.slice(end);
}
