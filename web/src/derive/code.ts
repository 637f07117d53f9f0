/** The TypeScript that a derivation ends in, and where each of its lines comes from. */
import { check, positionOf, type Loader, type Source } from '@maat/spec-lang';
import {
  generateLayer,
  NotGenerable,
  sourceMapOf,
  type Origin,
  type SourceLine,
} from '@maat/synthesis';
import type { Refused } from '../spec/instance.js';
import type { Made } from './make.js';

export interface Code {
  readonly kind: 'code';
  readonly lines: readonly CodeLine[];
}

export interface CodeLine {
  readonly text: string;
  readonly from: LineOrigin | undefined;
}

export type LineOrigin =
  | {
      readonly kind: 'service';
      readonly file: string;
      readonly start: number;
      readonly end: number;
      /** As in an error message. */
      readonly line: number;
      readonly clause: string;
    }
  | { readonly kind: 'added'; readonly by: string; readonly what: string };

export async function generatedCode(
  { made, load }: Made,
  desk: readonly Source[],
): Promise<Code | Refused> {
  try {
    const lines = await sourceMapOf(made);
    const texts = textsOf(desk, load);
    return { kind: 'code', lines: trimmed(lines).map((l) => lineOf(l, texts)) };
  } catch (failure) {
    if (!(failure instanceof NotGenerable)) throw failure;
    return { kind: 'refused', message: failure.message, diagnostics: [] };
  }
}

/** JavaScript that exports `make`: given the support library, it gives the layer. */
export interface Runnable {
  readonly kind: 'runnable';
  readonly code: string;
}

export async function runnableCode({ made }: Made): Promise<Runnable | Refused> {
  const { file, text, layer } = made.layer;
  const { value: program } = check({ file, text }, made.load);
  try {
    const options = { language: 'javascript' } as const;
    return { kind: 'runnable', code: await generateLayer(program, layer.name, options) };
  } catch (failure) {
    if (!(failure instanceof NotGenerable)) throw failure;
    return { kind: 'refused', message: failure.message, diagnostics: [] };
  }
}

function trimmed(lines: readonly SourceLine[]): readonly SourceLine[] {
  return lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines;
}

function lineOf({ text, origin }: SourceLine, texts: (file: string) => string): CodeLine {
  return { text, from: origin && originOf(origin, texts) };
}

function originOf(origin: Origin, texts: (file: string) => string): LineOrigin {
  if (origin.kind === 'added') return origin;
  const { file, start, end } = origin.span;
  const text = texts(file);
  const { line } = positionOf(text, start);
  return { kind: 'service', file, start, end, line, clause: clauseIn(text, start, end) };
}

/** The clause without the indentation that it has where it stands. */
function clauseIn(text: string, start: number, end: number): string {
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  return text
    .slice(start, end)
    .replaceAll(new RegExp(`\\n {0,${indent}}`, 'g'), '\n')
    .trimEnd();
}

function textsOf(desk: readonly Source[], load: Loader): (file: string) => string {
  const known = new Map(desk.map(({ file, text }) => [file, text]));
  return (file) => {
    const text = known.get(file) ?? load(file, '')?.text ?? '';
    known.set(file, text);
    return text;
  };
}
