/**
 * The printer's layout for a text of a user's, with the user's comments put back and the user's
 * spelling of operators kept. A comment goes with the token beside it.
 */
import { scan, type Comment, type Scan, type Token } from '../../syntax/scan.js';
import { canonicalOperator } from '../../syntax/operators.js';
import { partners } from './align.js';

/** `text`: undefined when a comment would be lost, which `lost` then is. */
export type Woven = { readonly text: string } | { readonly lost: Comment | undefined };

export function weave(written: string, printed: string): Woven {
  const own = scan({ file: '', text: written });
  const laid = scan({ file: '', text: printed });
  const pairs = partners(own.tokens.map(wordOf), laid.tokens.map(wordOf));
  const same =
    pairs?.every((p) => p !== undefined) === true && own.tokens.length === laid.tokens.length;
  if (pairs === undefined || !same) return { lost: own.comments[0] };
  const anchors = anchorsOf(own, pairs);
  if ('lost' in anchors) return anchors;
  const text = lay({ written, own, printed, laid, pairs, ...anchors });
  return keepsAll(text, own, laid) ? { text } : { lost: own.comments[0] };
}

function wordOf(token: Token): string {
  return token.kind === 'symbol' ? canonicalOperator(token.text) : token.text;
}

interface Anchors {
  /** By token of the printed text. */
  readonly above: ReadonlyMap<number, readonly Comment[]>;
  readonly beside: ReadonlyMap<number, Comment>;
}

function anchorsOf(own: Scan, pairs: readonly (number | undefined)[]): Anchors | { lost: Comment } {
  const above = new Map<number, Comment[]>();
  const beside = new Map<number, Comment>();
  for (const comment of own.comments) {
    const next = own.tokens.findIndex((t) => t.start > comment.start);
    const before = (next === -1 ? own.tokens.length : next) - 1;
    const target = comment.ownLine ? firstPaired(pairs, next) : lastPaired(pairs, before);
    if (target === undefined || (!comment.ownLine && beside.has(target))) return { lost: comment };
    if (comment.ownLine) above.set(target, [...(above.get(target) ?? []), comment]);
    else beside.set(target, comment);
  }
  return { above, beside };
}

function firstPaired(pairs: readonly (number | undefined)[], from: number): number | undefined {
  return from === -1 ? undefined : pairs.slice(from).find((p) => p !== undefined);
}

/** A separator that the printer leaves out stands near to what it separated. */
function lastPaired(pairs: readonly (number | undefined)[], from: number): number | undefined {
  for (let i = from; i >= 0 && i > from - 3; i -= 1) if (pairs[i] !== undefined) return pairs[i];
  return undefined;
}

interface Layout extends Anchors {
  readonly written: string;
  readonly own: Scan;
  readonly printed: string;
  readonly laid: Scan;
  readonly pairs: readonly (number | undefined)[];
}

function lay(layout: Layout): string {
  const { laid, own, pairs } = layout;
  const spelling = new Map<number, string>();
  pairs.forEach((to, from) => {
    const token = own.tokens[from];
    if (to !== undefined && token !== undefined) spelling.set(to, token.text);
  });
  const page = new Page();
  laid.tokens.forEach((token, i) => {
    const gap = gapBefore(layout, i);
    const comments = layout.above.get(i) ?? [];
    const forced = comments.length > 0 || layout.beside.has(i - 1);
    if (i > 0 && (gap.newLine || forced))
      page.newLine(gap.newLine ? token.column : page.indent + 2);
    if (i > 0 && (gap.blank || blankAbove(layout, i))) page.blank();
    else if (i > 0 && !gap.newLine && !forced) page.add(gap.space);
    for (const comment of comments) page.comment(layout.written, comment);
    page.add(spelling.get(i) ?? token.text);
    const beside = layout.beside.get(i);
    if (beside !== undefined) page.beside(layout.written, beside);
  });
  return page.text();
}

interface Gap {
  readonly newLine: boolean;
  readonly blank: boolean;
  readonly space: string;
}

function gapBefore({ printed, laid }: Layout, i: number): Gap {
  const before = laid.tokens[i - 1];
  const token = laid.tokens[i];
  if (before === undefined || token === undefined)
    return { newLine: false, blank: false, space: '' };
  const between = printed.slice(before.end, token.start);
  return {
    newLine: between.includes('\n'),
    blank: /\n[ \t]*\n/.test(between),
    space: between,
  };
}

/** The user's own blank lines part what belongs together, so one of them stays. */
function blankAbove({ written, own, pairs, printed, laid, above }: Layout, i: number): boolean {
  const from = pairs.indexOf(i);
  const token = own.tokens[from];
  const before = own.tokens[from - 1];
  if (token === undefined || before === undefined) return false;
  const breaks = printed.slice(laid.tokens[i - 1]?.end, laid.tokens[i]?.start).includes('\n');
  const until = above.get(i)?.[0]?.start ?? token.start;
  return breaks && /\n[ \t]*\r?\n/.test(written.slice(before.end, until));
}

class Page {
  readonly #lines: string[] = [''];

  get indent(): number {
    return this.#last.search(/\S|$/);
  }

  get #last(): string {
    return this.#lines.at(-1) ?? '';
  }

  add(text: string): void {
    this.#lines[this.#lines.length - 1] = this.#last + text;
  }

  newLine(column: number): void {
    this.#lines.push(' '.repeat(column));
  }

  /** Above the line that was just begun. */
  blank(): void {
    const begun = this.#lines.pop() ?? '';
    if (begun.trim() !== '') this.#lines.push(begun);
    else if (this.#last.trim() === '') this.#lines.push(begun);
    else this.#lines.push('', begun);
  }

  comment(written: string, { start, end }: Comment): void {
    const begun = this.#last;
    this.add(written.slice(start, end).trimEnd());
    this.#lines.push(begun);
  }

  /** At the column where it stood, if there is room. */
  beside(written: string, { start, end }: Comment): void {
    const column = start - (written.lastIndexOf('\n', start - 1) + 1);
    const room = Math.max(column - this.#last.length, 2);
    this.add(' '.repeat(room) + written.slice(start, end).trimEnd());
  }

  text(): string {
    return this.#lines.map((l) => l.trimEnd()).join('\n');
  }
}

/** Whatever went wrong above must not cost the user a word. */
function keepsAll(text: string, own: Scan, laid: Scan): boolean {
  const now = scan({ file: '', text });
  const said = (s: Scan): string =>
    s.comments
      .map((c) => c.text.trim())
      .sort()
      .join('\n');
  return (
    said(now) === said(own) &&
    now.tokens.map(wordOf).join(' ') === laid.tokens.map(wordOf).join(' ')
  );
}
