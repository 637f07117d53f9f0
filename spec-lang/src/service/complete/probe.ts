/** What the analysis would make of a name put where the cursor stands: its scope, and the sort wanted. */
import { observeUnit } from '../../analyse/check.js';
import type { Loader } from '../../analyse/imports.js';
import { Facts, type Fact } from '../facts.js';
import type { Expr } from '../../ir/expr.js';
import type { AstExpr } from '../../syntax/ast.js';
import { matchSegment } from '../../syntax/match.js';
import { scan } from '../../syntax/scan.js';
import { completed } from './expected.js';
import { ruleOf, textBefore, type Cursor } from './context.js';

/** Unlike any name that a person writes. */
const PROBE = 'probe_here_';

export interface Probed {
  readonly fact: Fact;
  /** Behind a dot: the term before it, if it has a sort. */
  readonly of: Expr | undefined;
}

/** Undefined when no term can stand there. */
export function probe(cursor: Cursor, load: Loader): Probed | undefined {
  const rule = ruleOf(cursor);
  if (rule === undefined) return undefined;
  for (const attempt of ATTEMPTS) {
    const text = attempt(cursor);
    const found = text === undefined ? undefined : look(cursor, text, load);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A call that lacks arguments is not looked into, so some are made up. */
const ATTEMPTS: readonly ((cursor: Cursor) => string | undefined)[] = [
  asItStands,
  (cursor) => mended(cursor, PROBE),
  (cursor) => mended(cursor, `${PROBE} , ${PROBE}`),
  (cursor) => mended(cursor, `${PROBE} , ${PROBE} , ${PROBE}`),
];

/** The text with the word replaced, if the part of it that the cursor is in can be read so. */
function asItStands(cursor: Cursor): string | undefined {
  const { text, file } = { ...cursor.snapshot.source };
  const end = wordEnd(text, cursor.offset);
  const whole = text.slice(0, cursor.wordStart) + PROBE + text.slice(end);
  const rule = ruleOf(cursor);
  const [first] = cursor.before;
  if (first === undefined || rule === undefined) return undefined;
  const after = whole.slice(cursor.wordStart + PROBE.length);
  const segment = { file, text: whole };
  const tokens = scan(segment).tokens.filter(
    (t) => t.start >= first.start && t.end <= lineBlockEnd(whole, cursor, after),
  );
  return 'code' in matchSegment(segment, rule, tokens) ? undefined : whole;
}

/** Up to the next blank line or the end: a clause being typed is seldom longer. */
function lineBlockEnd(whole: string, cursor: Cursor, after: string): number {
  const next = NEXT_PART.exec(after);
  return next === null ? whole.length : cursor.wordStart + PROBE.length + next.index;
}

/** What follows on lines of their own belongs to the next part. */
const NEXT_PART =
  /\n\s*(?:input|output|internal|on|pass|transitions|states|signature|automaton|invariant|picture|layer|forward|derivation|stack|import|let|type|tasks|components|hidden|header|constants)\b/;

/** The part up to the cursor, closed as the grammar wants it, and nothing of what stood behind. */
function mended(cursor: Cursor, name: string): string | undefined {
  const rule = ruleOf(cursor);
  const [first] = cursor.before;
  const last = cursor.before.at(-1);
  if (rule === undefined || first === undefined || last === undefined) return undefined;
  const closed = completed(textBefore(cursor), name, rule);
  if (closed === undefined) return undefined;
  const { text } = cursor.snapshot.source;
  const rest = text.slice(cursor.offset);
  const next = NEXT_PART.exec(rest);
  const tail = next === null ? '' : rest.slice(next.index);
  return `${text.slice(0, first.start)}${closed}\n${tail}`;
}

function look(cursor: Cursor, text: string, load: Loader): Probed | undefined {
  const { file } = cursor.snapshot;
  const at = text.indexOf(PROBE);
  const facts = new Facts(file);
  observeUnit({ file, text }, load, at, facts);
  // Of several probes the first is where the cursor stands; a probe may be assigned to, too.
  const probes = [...facts.within({ start: 0, end: text.length })].filter((f) => isProbe(f.e));
  const [fact] = probes.sort((a, b) => endOf(a) - endOf(b));
  const of = fact?.e.kind === 'select' ? facts.of(fact.e.of)?.typed : undefined;
  // Where only a later argument was looked at, nothing is known of the sort of the first.
  const first = fact?.e.kind === 'select' || fact?.e.span.start === at;
  return fact && { fact: first ? fact : { ...fact, want: undefined }, of };
}

function endOf({ e }: Fact): number {
  return e.span.end;
}

function isProbe(e: AstExpr): boolean {
  return (e.kind === 'name' && e.name === PROBE) || (e.kind === 'select' && e.field.text === PROBE);
}

function wordEnd(text: string, offset: number): number {
  const rest = /^[\p{L}\p{Nd}_]*/u.exec(text.slice(offset, offset + 80));
  return offset + (rest?.[0].length ?? 0);
}
