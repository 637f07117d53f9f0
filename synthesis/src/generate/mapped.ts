/** The code of a layer together with, for each of its lines, what in the layer the line was made of. */
import type { Layer, Program, Span } from '@maat/spec-lang';
import { innermost, unmarked } from '../marks.js';
import { formatted } from './formatted.js';
import { moduleText } from './module.js';
import { Scribe, type GenerateOptions } from './scribe.js';

export interface Mapped {
  readonly code: string;
  /** By line; undefined where a line stands for nothing in the layer. */
  readonly lines: readonly (Span | undefined)[];
}

export async function generateMapped(
  program: Program,
  layer: Layer,
  options: GenerateOptions,
): Promise<Mapped> {
  const plain = moduleText(new Scribe(program, layer, options));
  const { text, marks } = unmarked<Span>(moduleText(new Scribe(program, layer, options, true)));
  if (text !== plain) throw new Error(`marks change the code of ${layer.name}`);
  const code = await formatted(text);
  const places = aligned(text, code);
  let start = 0;
  const lines = code.split('\n').map((line) => {
    const [from, to] = rangeOf(places, start, start + line.length);
    start += line.length + 1;
    return line === '' ? undefined : innermost(marks, from, to)?.of;
  });
  return { code, lines };
}

/** The first sign of the line that stands in both texts; for a mere bracket, what the signs around it share. */
function rangeOf(
  places: Int32Array,
  start: number,
  end: number,
): readonly [from: number, to: number] {
  for (let i = start; i < end; i += 1) {
    const at = places[i] ?? -1;
    if (at >= 0) return [at, at + 1];
  }
  let [before, after] = [start - 1, end];
  while (before > 0 && (places[before] ?? -1) < 0) before -= 1;
  while (after < places.length - 1 && (places[after] ?? -1) < 0) after += 1;
  return [Math.max(0, places[before] ?? 0), (places[after] ?? 0) + 1];
}

/** What formatting may add, take away or replace. */
const LOOSE = /[\s(),;|'"]/;

/** Formatting keeps all other signs, in order: so each sign of the code is one of the text; -1 for the loose ones. */
function aligned(text: string, code: string): Int32Array {
  const [before, after] = [firm(text), firm(code)];
  const same =
    before.length === after.length && before.every((at, i) => text[at] === code[after[i] ?? -1]);
  if (!same) throw new Error('the formatter changed more than the form');
  const places = new Int32Array(code.length).fill(-1);
  after.forEach((at, i) => {
    places[at] = before[i] ?? -1;
  });
  return places;
}

function firm(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, i) => i).filter((i) => !LOOSE.test(text[i] ?? ''));
}
