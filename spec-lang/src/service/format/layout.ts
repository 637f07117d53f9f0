/**
 * A text laid out anew, line for line: the words, the comments and the line breaks stay the
 * writer's; indentation and spaces are put in order. What belongs to no part that was read (the
 * rest of an expression, a unit with errors) moves with the line above it.
 */
import { scan, type Comment, type Scan, type Token } from '../../syntax/scan.js';
import type { Anchors } from './anchors.js';
import { spaceBetween } from './spacing.js';

/** Words that close or divide a statement stand below the word that began it. */
const OPENING = new Set(['if', 'for', 'while']);
const DIVIDING = new Set(['fi', 'od', 'else', 'elseif']);

export function layOut(text: string, scanned: Scan, anchors: Anchors, frozen: Frozen): string {
  return new Page(text, scanned, anchors, frozen).text();
}

/** Is this place in a part of the text that must stay as it is? */
export type Frozen = (offset: number) => boolean;

class Page {
  readonly #text: string;
  readonly #scan: Scan;
  readonly #anchors: Anchors;
  readonly #frozen: Frozen;
  /** Where tokens stand on their new lines. */
  readonly #columns = new Map<number, number>();
  /** What is still open, by the place of its first word; an `if` inside of an expression has no `fi`. */
  readonly #open: { readonly start: number; readonly statement: boolean }[] = [];
  /** How far the last placed line was moved. */
  #shift = 0;

  constructor(text: string, scanned: Scan, anchors: Anchors, frozen: Frozen) {
    this.#text = text;
    this.#scan = scanned;
    this.#anchors = anchors;
    this.#frozen = frozen;
  }

  text(): string {
    const lines = this.#lines();
    const done: string[] = [];
    let pending: Comment[] = [];
    for (const line of lines) {
      if (line.tokens.length === 0 && line.comment !== undefined) {
        pending.push(line.comment);
        if (line.comment === lines.at(-1)?.comment) done.push(...this.#alone(pending, 0));
        continue;
      }
      if (line.tokens.length === 0) {
        done.push(...this.#alone(pending, undefined), '');
        pending = [];
        continue;
      }
      const laid = this.#line(line);
      const column = this.#frozen(line.tokens[0]?.start ?? 0) ? undefined : laid.search(/\S|$/);
      done.push(...this.#alone(pending, column), laid);
      pending = [];
    }
    return tidy(done);
  }

  #lines(): readonly Line[] {
    const lines: { start: number; tokens: Token[]; comment: Comment | undefined }[] = [];
    let start = 0;
    for (const line of this.#text.split('\n')) {
      lines.push({ start, tokens: [], comment: undefined });
      start += line.length + 1;
    }
    const at = lineFinder(lines.map((l) => l.start));
    for (const token of this.#scan.tokens) lines[at(token.start)]?.tokens.push(token);
    for (const comment of this.#scan.comments) {
      const line = lines[at(comment.start)];
      if (line !== undefined) line.comment = comment;
    }
    return lines;
  }

  /** Comments on lines of their own stand above what they are about; with nothing below, as they stood. */
  #alone(comments: readonly Comment[], column: number | undefined): readonly string[] {
    return comments.map((c) => {
      const own = c.start - (this.#text.lastIndexOf('\n', c.start - 1) + 1);
      const to = column ?? Math.max(0, own + this.#shift);
      return ' '.repeat(to) + this.#text.slice(c.start, c.end).trimEnd();
    });
  }

  #line({ start, tokens, comment }: Line): string {
    const [first] = tokens;
    if (first === undefined) return '';
    if (this.#frozen(first.start)) return this.#asItIs(start, tokens);
    let laid = ' '.repeat(this.#columnOf(first));
    let before: Token | undefined;
    for (const token of tokens) {
      if (before !== undefined) laid = this.#spaced(laid, before, token);
      this.#columns.set(token.start, laid.length);
      this.#note(token);
      laid += this.#text.slice(token.start, token.end);
      before = token;
    }
    return comment === undefined ? laid : this.#beside(laid, comment);
  }

  #spaced(laid: string, before: Token, token: Token): string {
    const width = this.#anchors.widths.get(before.start);
    if (width !== undefined) return laid.padEnd((this.#columns.get(before.start) ?? 0) + width);
    return laid + spaceBetween(before, token, this.#text.slice(before.end, token.start));
  }

  #asItIs(start: number, tokens: readonly Token[]): string {
    for (const token of tokens) this.#columns.set(token.start, token.start - start);
    const end = this.#text.indexOf('\n', start);
    this.#shift = 0;
    return this.#text.slice(start, end === -1 ? undefined : end).trimEnd();
  }

  /** Keeps count of what is open, so that closing words find it. */
  #note(token: Token): void {
    if (token.kind !== 'word') return;
    const { start, text } = token;
    const statement = this.#anchors.places.has(start);
    if (OPENING.has(text) && (statement || text === 'if')) this.#open.push({ start, statement });
    const ends = text === 'fi' || text === 'od';
    if (ends || (text === 'else' && this.#open.at(-1)?.statement === false)) this.#open.pop();
  }

  #columnOf(first: Token): number {
    const placed = this.#placed(first);
    if (placed === undefined) return Math.max(0, first.column + this.#shift);
    this.#shift = placed - first.column;
    return placed;
  }

  #placed(first: Token): number | undefined {
    const opener = this.#open.at(-1);
    const divides = DIVIDING.has(first.text) && !this.#anchors.places.has(first.start);
    if (divides && opener?.statement === true) return this.#columns.get(opener.start);
    const anchor = this.#anchors.places.get(first.start);
    if (anchor === undefined) return undefined;
    if (anchor.base === undefined) return anchor.plus;
    const base = this.#columns.get(anchor.base);
    return base === undefined ? undefined : base + anchor.plus;
  }

  /** At the column where it stood, if there is room. */
  #beside(laid: string, { start, end, label }: Comment): string {
    const own = start - (this.#text.lastIndexOf('\n', start - 1) + 1);
    const least = laid.length + (label ? 1 : 2);
    return (
      laid.padEnd(label ? least : Math.max(own, least)) + this.#text.slice(start, end).trimEnd()
    );
  }
}

interface Line {
  readonly start: number;
  readonly tokens: readonly Token[];
  readonly comment: Comment | undefined;
}

function lineFinder(starts: readonly number[]): (offset: number) => number {
  let at = 0;
  return (offset) => {
    if ((starts[at] ?? 0) > offset) at = 0;
    while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= offset) at += 1;
    return at;
  };
}

/** No blank lines at the ends, one at most between, and a new line at the end. */
function tidy(lines: readonly string[]): string {
  const kept = lines.filter((l, i) => l !== '' || (i > 0 && lines[i - 1] !== ''));
  const text = kept.join('\n').replace(/^\n+|\n+$/g, '');
  return text === '' ? '' : `${text}\n`;
}

/** The same words and comments in the same order, whatever stands between them. */
export function sameContent(before: Scan, text: string): boolean {
  const after = scan({ file: '', text });
  const said = (s: Scan): string =>
    [...s.tokens.map((t) => t.text), '%', ...s.comments.map((c) => c.text.trim())].join('\n');
  return said(before) === said(after);
}
