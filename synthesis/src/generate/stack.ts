/** A stack of layers as JavaScript that can be run at once, made from whatever was checked just now. */
import {
  diagnostic,
  hasErrors,
  type Derivation,
  type Diagnostic,
  type Layer,
  type Loader,
  type Program,
  type Source,
  type Stack,
} from '@maat/spec-lang';
import { derive } from '../derive.js';
import type { Result } from '../transform/step.js';
import { generateLayer } from './generate.js';
import type { Files } from './library.js';
import type { GenerateOptions } from './scribe.js';

/** A layer of a stack with the program that it stands in. */
export interface StackMember {
  readonly program: Program;
  readonly layer: Layer;
  /** The text of a layer that was derived just now; others stand in the files of the program. */
  readonly source?: Source;
}

/** The bottom of every stack that runs: what sockets and simulated worlds give. */
const GROUND = 'Network';

/** The layers from the top down; those of which the file has only the derivation are derived. */
export function stackMembers(
  program: Program,
  stack: Stack,
  load: Loader,
): Result<readonly StackMember[]> {
  const members: StackMember[] = [];
  const diagnostics: Diagnostic[] = [...groundless(stack)];
  for (const name of stack.layers) {
    const found = memberNamed(program, name, load);
    diagnostics.push(...found.diagnostics);
    if (found.value !== undefined) members.push(found.value);
  }
  if (members.length === stack.layers.length) diagnostics.push(...misfits(stack, members));
  return { value: hasErrors(diagnostics) ? undefined : members, diagnostics };
}

/** The entry among the files; it exports `stack`, which takes the support library and gives the layers. */
export const STACK_ENTRY = 'stack.mjs';

/** One module a layer, and the entry. */
export async function generateStack(
  stack: Stack,
  members: readonly StackMember[],
  options: Pick<GenerateOptions, 'sourceOf'> = {},
): Promise<Files> {
  const files = new Map<string, string>();
  for (const [i, { program, layer, source }] of members.entries()) {
    const sourceOf = (file: string): string | undefined =>
      file === source?.file ? source.text : options.sourceOf?.(file);
    files.set(
      fileOf(i, layer),
      await generateLayer(program, layer, { sourceOf, language: 'javascript' }),
    );
  }
  return files.set(STACK_ENTRY, entryText(stack, members));
}

/** Numbered, since some file systems take two names that differ in case for one. */
function fileOf(i: number, layer: Layer): string {
  return `${i}-${layer.name}.mjs`;
}

function entryText({ name }: Stack, members: readonly StackMember[]): string {
  const imports = members.map(
    ({ layer }, i) => `import { make as layer${i} } from './${fileOf(i, layer)}';`,
  );
  const layers = members.map((_, i) => `layer${i}(support)`).join(', ');
  return `${imports.join('\n')}\nexport const stack = (support) => ({ name: ${JSON.stringify(name)}, layers: [${layers}] });\n`;
}

function memberNamed(program: Program, name: string, load: Loader): Result<StackMember> {
  const named = program.units.filter((u) => u.name === name);
  const layer = named.find((u): u is Layer => u.kind === 'layer');
  if (layer !== undefined) return { value: { program, layer }, diagnostics: [] };
  const derivation = named.find((u): u is Derivation => u.kind === 'derivation');
  if (derivation === undefined) throw new RangeError(`there is no layer ${name}`);
  const { value, diagnostics } = derive(program, derivation, load);
  if (value === undefined) return { value: undefined, diagnostics };
  const { file, text, program: derived, layer: made } = value.layer;
  return { value: { program: derived, layer: made, source: { file, text } }, diagnostics };
}

function groundless(stack: Stack): readonly Diagnostic[] {
  if (stack.bottom === GROUND) return [];
  const message = `${stack.name} stands on ${stack.bottom}: a stack that runs stands on ${GROUND}`;
  return [diagnostic('E0611', stack.span, message)];
}

/** What a derived layer runs over is known only now. */
function misfits(stack: Stack, members: readonly StackMember[]): readonly Diagnostic[] {
  return members.flatMap(({ layer, source }, i) => {
    const next = members[i + 1]?.layer;
    const offered = next === undefined ? stack.bottom : next.implements.service;
    if (source === undefined || layer.over.service === offered) return [];
    const message = `${layer.name}, as it is derived, runs over ${layer.over.service}, but ${next?.name ?? stack.bottom} gives ${offered}`;
    return [diagnostic('E0710', stack.span, message)];
  });
}
