// The derivations of the repository, run once for a file of tests.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  check,
  libraryLoader,
  renderDiagnostic,
  type Derivation,
  type Program,
  type Source,
} from '@maat/spec-lang';
import { derive, type Derivative } from '@maat/synthesis';

export const FOLDERS = ['total', 'register', 'lock', 'kv'] as const;
export type Folder = (typeof FOLDERS)[number];

export function path(folder: string, file: string): string {
  return fileURLToPath(new URL(`../../layers/${folder}/${file}`, import.meta.url));
}

export function source(folder: string, file: string): Source {
  return { file, text: readFileSync(path(folder, file), 'utf8') };
}

export function derivationOf(program: Program): Derivation {
  const unit = program.units.find((u) => u.kind === 'derivation');
  if (unit?.kind !== 'derivation') throw new Error('no derivation');
  return unit;
}

const made = new Map<string, Derivative>();

export function derivative(folder: Folder): Derivative {
  const known = made.get(folder);
  if (known !== undefined) return known;
  const text = source(folder, 'derivation.ioa');
  const checked = check(text, libraryLoader);
  const { value, diagnostics } = derive(checked.value, derivationOf(checked.value), libraryLoader);
  const complaints = [...checked.diagnostics, ...diagnostics];
  if (value === undefined || complaints.length > 0)
    throw new Error(complaints.map((d) => renderDiagnostic(d, text, false)).join('\n'));
  made.set(folder, value);
  return value;
}
