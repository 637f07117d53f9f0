/** From each line of a derived layer's code to the layer's text, and on to the clause of the service that it came from. */
import { check, type Program, type Span } from '@maat/spec-lang';
import type { Derivative } from './derive.js';
import { generateMapped } from './generate/mapped.js';
import { innermost, type Mark } from './marks.js';
import { layerNamed } from './transform/elaborate.js';
import type { Origin } from './transform/origin.js';

export interface SourceLine {
  /** The line of the generated code, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** What the line was made of, in the layer's text as it was written. */
  readonly layer?: Span;
  readonly origin?: Origin;
}

/** The code of a derived layer with its lines' origins; types, schemas and imports have none. */
export async function sourceMapOf(made: Derivative): Promise<readonly SourceLine[]> {
  const { file, text, program, layer, marks } = made.layer;
  const { value: again } = check({ file, text }, made.load);
  const placed = placedIn(program, again, marks);
  const { code, lines } = await generateMapped(again, layerNamed(again, layer.name), {
    sourceOf: (f) => (f === file ? text : undefined),
  });
  return code.split('\n').map((line, i) => {
    const span = lines[i];
    const found = span && innermost(placed, span.start, span.end);
    return {
      line: i + 1,
      text: line,
      ...(span === undefined ? {} : { layer: span }),
      ...(found === undefined ? {} : { origin: found.of }),
    };
  });
}

/**
 * The program was read from the text with marks, and once more from that text printed: the two are one
 * tree with two sets of places.
 */
function placedIn(
  before: Program,
  after: Program,
  marks: readonly Mark<Origin>[],
): readonly Mark<Origin>[] {
  const placed = new Map<string, Mark<Origin>>();
  const meet = (old: Span, made: Span): void => {
    const found = innermost(marks, old.start, old.end);
    const key = `${made.start} ${made.end}`;
    if (found !== undefined && !placed.has(key))
      placed.set(key, { start: made.start, end: made.end, of: found.of });
  };
  const own = (program: Program): unknown => program.units.filter((u) => u.file === program.file);
  together(own(before), own(after), before.file, meet);
  return [...placed.values()];
}

type Tree = Readonly<Record<string, unknown>>;

/** Sorts carry no places of the text. */
const SKIPPED = new Set(['sort', 'span']);

function together(
  before: unknown,
  after: unknown,
  file: string,
  meet: (old: Span, made: Span) => void,
): void {
  if (!isTree(before) || !isTree(after)) return;
  const [old, made] = [before['span'], after['span']];
  if (isSpan(old) && isSpan(made) && old.file === file && made.file === file) meet(old, made);
  for (const key of Object.keys(before))
    if (!SKIPPED.has(key)) together(before[key], after[key], file, meet);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function isSpan(value: unknown): value is Span {
  return isTree(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number';
}
