/** Text to syntax tree, with every syntax error that can be told apart from the others. */
import { diagnostic } from '../text/catalogue.js';
import type { Checked, Diagnostic } from '../text/diagnostic.js';
import type { Source, Span } from '../text/span.js';
import type { AstFile, AstUnit } from './ast.js';
import type { Context } from './build/context.js';
import { buildUnit } from './build/unit.js';
import { commentBook } from './comments.js';
import type { Cst } from './cst.js';
import { matchSegment } from './match.js';
import { errorsIn } from './parts.js';
import { scan, type Token } from './scan.js';
import { withoutSchedules } from './schedules.js';
import { splitSegments } from './split-segments.js';
import { splitUnits, type UnitText } from './split-units.js';

export function parse(source: Source): Checked<AstFile> {
  const scanned = scan(source);
  const context: Context = {
    comments: commentBook(source.text, scanned.comments),
    diagnostics: [...scanned.diagnostics],
  };
  const lost: Span[] = [];
  const unreadable: string[] = [];
  const { tokens, text, blocks } = withoutSchedules(scanned);
  for (const block of blocks) {
    const message = `what ${block.text} says of one run is left out: a run is chosen by its seed`;
    context.diagnostics.push(diagnostic('W0103', spanOf(source, [block]), message));
  }
  const mended = { file: source.file, text };
  const units = splitUnits(tokens).flatMap((unit) => {
    const read = parseUnit(context, mended, unit, lost);
    const name = unit.tokens[1];
    if (read.length === 0 && name?.kind === 'word') unreadable.push(name.text);
    return read;
  });
  for (const label of context.comments.unused()) {
    if (lost.some((l) => l.start <= label.start && label.end <= l.end)) continue;
    const span = { file: source.file, start: label.start, end: label.end };
    context.diagnostics.push(
      diagnostic('W0102', span, 'no guard follows this label, so it names nothing'),
    );
  }
  return {
    value: { file: source.file, units, unreadable },
    diagnostics: inOrder(context.diagnostics),
  };
}

/** `lost` takes the places of the segments that could not be read. */
function parseUnit(
  context: Context,
  source: Source,
  unit: UnitText,
  lost: Span[],
): readonly AstUnit[] {
  const span = spanOf(source, unit.tokens);
  if (unit.kind === 'unknown') return unknownUnit(context, source, unit);
  const trees: Cst[] = [];
  for (const segment of splitSegments(unit)) {
    if (segment.rule === 'dropped') {
      const place = spanOf(source, segment.tokens.slice(0, 1));
      context.diagnostics.push(
        diagnostic('W0101', place, 'trajectories have no meaning here and are left out'),
      );
      continue;
    }
    const result = matchSegment(source, segment.rule, segment.tokens);
    if (!('code' in result)) {
      trees.push(result);
      continue;
    }
    lost.push(spanOf(source, segment.tokens));
    if (!explained(context.diagnostics, segment.tokens))
      context.diagnostics.push(...errorsIn(source, segment, result));
  }
  return buildUnit(context, trees, span);
}

/** A stray character or an open string in the segment is cause enough for its not being read. */
function explained(diagnostics: readonly Diagnostic[], tokens: readonly Token[]): boolean {
  const from = tokens[0]?.start ?? 0;
  const to = tokens.at(-1)?.end ?? 0;
  return diagnostics.some(
    (d) => ['E0103', 'E0104'].includes(d.code) && d.span.start >= from && d.span.end <= to,
  );
}

const UNITS = [
  'import',
  'type',
  'let',
  'automaton',
  'invariant',
  'picture',
  'forward simulation',
  'layer',
  'derivation',
  'stack',
];

function unknownUnit(context: Context, source: Source, unit: UnitText): readonly AstUnit[] {
  const [first] = unit.tokens;
  if (first === undefined) return [];
  const span = spanOf(source, [first]);
  if (first.text === 'axioms') return axioms(context, source, unit);
  const near = UNITS.find((u) => distance(u, first.text) <= 2);
  const fixes = near === undefined ? [] : [{ title: `write ${near}`, span, replacement: near }];
  const advice =
    near === undefined ? `units begin with ${UNITS.join(', ')}` : `did you mean ${near}?`;
  context.diagnostics.push(
    diagnostic('E0102', span, `${first.text} begins no unit; ${advice}`, { fixes }),
  );
  return [];
}

/** Larch traits for all automata of a file: as unknown as those that one of them assumes. */
function axioms(context: Context, source: Source, { tokens }: UnitText): readonly AstUnit[] {
  const name = tokens[1] ?? tokens[0];
  if (name === undefined) return [];
  const message = `trait ${name.text} is not known and is ignored; write its operators with let`;
  context.diagnostics.push(diagnostic('W0201', spanOf(source, [name]), message));
  return [];
}

/** How many letters must be added, left out or changed. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}

function spanOf(source: Source, tokens: readonly Token[]): Span {
  return { file: source.file, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.start - b.span.start);
}
