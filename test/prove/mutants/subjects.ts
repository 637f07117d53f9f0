// What faults are put into: texts of the repository that are proved as they stand, and a sample of the faults of each kind.
import { derivedMutants } from './derived.js';
import { KINDS, type Mutant } from './mutant.js';
import { textMutants } from './texts.js';

const CLASSICS = ['two-phase-commit', 'view-synchrony', 'alternating-bit', 'peterson', 'lcr'];
const SPECIFICATIONS = [
  ...[...CLASSICS, 'spanning-tree'].map((name) => `spec-lang/library/classics/${name}.ioa`),
  'test/sessions/outbox.ioa',
  'test/prove/claims/proved/lock-server.ioa',
  'test/prove/claims/proved/majorities-meet.ioa',
];
const LAYERS = ['mnak', 'stable', 'causal', 'fragment'];
const DERIVED = ['total'] as const;

/** Each text with its faults, which are made when they are asked for. */
export const SUBJECTS: ReadonlyMap<string, () => readonly Mutant[]> = new Map([
  ...[...SPECIFICATIONS, ...LAYERS.map((name) => `layers/${name}/proof.ioa`)].map(
    (file) => [file, () => textMutants(file)] as const,
  ),
  ...DERIVED.map(
    (folder) => [`layers/${folder}/derivation.ioa`, () => derivedMutants(folder)] as const,
  ),
]);

/** At most so many faults of a kind in a text, evenly taken from all. */
export function sampled(subject: string, most: number): readonly Mutant[] {
  const all = SUBJECTS.get(subject)?.() ?? [];
  return KINDS.flatMap((kind) =>
    evenly(
      all.filter((m) => m.kind === kind),
      most,
    ),
  );
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const at = (i: number): number => Math.floor(((i + 0.5) * all.length) / most);
  return Array.from({ length: most }, (_, i) => all[at(i)]).filter((m) => m !== undefined);
}
