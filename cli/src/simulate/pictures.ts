// `maat simulate --pictures DIR`: the pictures that the specification defines, of each state of a run, as files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  drawPicture,
  frameOf,
  pictureSvg,
  type Instance,
  type Picture,
  type Run,
} from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import { BadSpecification } from '../input/bad-specification.js';
import { didYouMean } from '../input/did-you-mean.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';

export interface PictureOptions {
  readonly pictures?: string;
  readonly picture?: string;
}

/** The pictures that are asked for; asked before the run, so that a wrong name costs no run. */
export function picturesAsked(
  { program }: Specification,
  automaton: string,
  { pictures, picture }: PictureOptions,
): readonly Picture[] {
  if (pictures === undefined) {
    if (picture === undefined) return [];
    throw new BadInput('--picture says which of the pictures; where they go is told by --pictures');
  }
  const all = program.units.filter((u) => u.kind === 'picture').filter((u) => u.of === automaton);
  if (all.length === 0) throw new BadInput(`--pictures: there is no picture of ${automaton}`);
  const found = all.filter((u) => picture === undefined || u.name === picture);
  if (found.length > 0) return found;
  const names = all.map((u) => u.name);
  const near = didYouMean(picture ?? '', names);
  throw new BadInput(`--picture: there is no picture ${picture ?? ''} of ${automaton}. ${near}`);
}

/** One file for each state, numbered by the step before it; the same frame in all. Their names. */
export function writePictures(
  context: Context,
  specification: Specification,
  pictures: readonly Picture[],
  folder: string | undefined,
  { instance, run }: { readonly instance: Instance; readonly run: Run },
): readonly string[] {
  return pictures.flatMap((picture) => {
    const drawn = run.states.map((state) => drawPicture(picture, instance, state));
    const [problem] = drawn.flatMap((d) => d.problems);
    if (problem !== undefined)
      throw new BadSpecification(
        [problem],
        specification.sources,
        context.colours.isColorSupported,
      );
    const frame = frameOf(drawn.map((d) => d.marks));
    const digits = String(run.states.length - 1).length;
    return drawn.map(({ marks }, i) => {
      const title = `${picture.name} of ${run.automaton}, after ${i} steps`;
      const name = `${picture.name}-${String(i).padStart(digits, '0')}.svg`;
      return written(context, folder ?? '.', name, pictureSvg(marks, frame, title));
    });
  });
}

function written(context: Context, folder: string, name: string, text: string): string {
  try {
    const place = resolve(context.host.cwd, folder);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, name), text);
    return join(folder, name);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`cannot be written: ${reason}`, join(folder, name));
  }
}
