// A stack in a file of the user's own, made into code: whatever is wrong in the file is said with its place.
import { diagnostic, type Diagnostic, type Loader, type Source, type Stack } from '@maat/spec-lang';
import {
  generateStack,
  NotGenerable,
  stackMembers,
  STACK_ENTRY,
  type StackMember,
} from '@maat/synthesis';
import { BadInput } from '../failure.js';
import type { Context } from '../session.js';
import { BadSpecification } from './bad-specification.js';
import { didYouMean } from './did-you-mean.js';
import {
  loaderOf,
  requireSpecification,
  splitReference,
  type Specification,
} from './specification.js';

export interface CompiledStack {
  readonly specification: Specification;
  /** JavaScript by file name, of which `entry` is to be loaded. */
  readonly files: ReadonlyMap<string, string>;
  readonly entry: string;
}

/** `reference` is `FILE` when the file has one stack, or `FILE#NAME`. */
export async function compiledStack(context: Context, reference: string): Promise<CompiledStack> {
  const { file, name } = splitReference(reference);
  const specification = requireSpecification(context, file);
  const stack = pickStack(specification, name);
  const { value, diagnostics } = stackMembers(
    specification.program,
    stack,
    derivedLoader(context, specification),
  );
  if (value === undefined) throw bad(context, specification, [], diagnostics);
  const files = await generated(context, specification, stack, value);
  return { specification, files, entry: STACK_ENTRY };
}

function pickStack(specification: Specification, name: string | undefined): Stack {
  const all = specification.program.units.filter((u) => u.kind === 'stack');
  const own = all.filter((u) => u.file === specification.file);
  const found =
    name === undefined ? (own.length === 1 ? own[0] : undefined) : all.find((u) => u.name === name);
  if (found !== undefined) return found;
  const { file } = specification;
  if (name !== undefined)
    throw new BadInput(
      `there is no stack '${name}'`,
      file,
      didYouMean(
        name,
        all.map((u) => u.name),
      ),
    );
  if (own.length === 0)
    throw new BadInput('has no stack', file, 'Write one: stack mine = … over Network.');
  const names = own.map((u) => `${file}#${u.name}`);
  throw new BadInput('has several stacks', file, `Say which: ${names.join(', ')}.`);
}

/** What a derived text imports is looked for beside the file of its derivation. */
function derivedLoader({ host }: Context, { file, sources }: Specification): Loader {
  const load = loaderOf(host);
  const known = new Set(sources.map((s) => s.file));
  return (path, from) => load(path, known.has(from) ? from : file);
}

async function generated(
  context: Context,
  specification: Specification,
  stack: Stack,
  members: readonly StackMember[],
): Promise<ReadonlyMap<string, string>> {
  const sourceOf = (file: string): string | undefined =>
    specification.sources.find((s) => s.file === file)?.text;
  try {
    return await generateStack(stack, members, { sourceOf });
  } catch (failure) {
    if (!(failure instanceof NotGenerable)) throw failure;
    const derived = members.flatMap((m) => m.source ?? []);
    throw bad(context, specification, derived, [
      diagnostic('E0611', failure.span, failure.message),
    ]);
  }
}

function bad(
  { colours }: Context,
  { sources }: Specification,
  derived: readonly Source[],
  diagnostics: readonly Diagnostic[],
): BadSpecification {
  return new BadSpecification(diagnostics, [...sources, ...derived], colours.isColorSupported);
}
