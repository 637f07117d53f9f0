/** Reads back what a rewrite wrote: the text is the result, its meaning what the next step stands on. */
import {
  check,
  hasErrors,
  print,
  type Automaton,
  type Layer,
  type Loader,
  type Program,
  type Simulation,
  type Source,
} from '@maat/spec-lang';
import { unmarked, type Mark } from '../marks.js';
import type { Origin } from './origin.js';

/** Where generated texts stand, and what they may import. */
export interface Bench {
  readonly load: Loader;
  /** The file in whose folder the derived texts stand. */
  readonly beside: string;
  /** The derived files so far, by name. */
  readonly written: Map<string, Source>;
}

export interface Elaborated {
  /** As it is written to the file. */
  readonly text: string;
  /** With the places of the text before it was printed anew, which are those of the marks. */
  readonly program: Program;
  readonly marks: readonly Mark<Origin>[];
}

export function elaborate(bench: Bench, file: string, withMarks: string): Elaborated {
  const { text, marks } = unmarked<Origin>(withMarks);
  const { value: program } = read(bench, { file, text });
  const printed = print(program);
  bench.written.set(file, { file, text: printed });
  return { text: printed, program, marks };
}

/** Errors in a written text are mistakes of the rewrites, not of the user. */
function read(bench: Bench, source: Source): { value: Program } {
  const checked = check(source, loaderOf(bench, source.file));
  if (!hasErrors(checked.diagnostics)) return checked;
  const messages = checked.diagnostics
    .filter((d) => d.severity === 'error')
    .map((d) => `${d.code} ${d.message} at: ${source.text.slice(d.span.start, d.span.start + 90)}`);
  throw new Error(`the derived text of ${source.file} is wrong\n${messages.join('\n')}`);
}

/** What derived texts import: each other, or what stands beside them. */
export function loaderOf({ load, beside, written }: Bench, reading?: string): Loader {
  return (path, from) =>
    written.get(baseName(path)) ??
    load(path, from === reading || written.has(from) ? beside : from);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function automatonNamed(program: Program, name: string): Automaton {
  const unit = program.units.find((u) => u.kind === 'automaton' && u.name === name);
  if (unit?.kind !== 'automaton') throw new Error(`no automaton ${name}`);
  return unit;
}

export function simulationNamed(program: Program, name: string): Simulation {
  const unit = program.units.find((u) => u.kind === 'simulation' && u.name === name);
  if (unit?.kind !== 'simulation') throw new Error(`no simulation ${name}`);
  return unit;
}

export function layerNamed(program: Program, name: string): Layer {
  const unit = program.units.find((u) => u.kind === 'layer' && u.name === name);
  if (unit?.kind !== 'layer') throw new Error(`no layer ${name}`);
  return unit;
}
