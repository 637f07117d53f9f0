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
  const found = derivedFrom(source(folder, 'derivation.ioa'));
  made.set(folder, found);
  return found;
}

/** Of a service that no library knows, with a change of its text where one is wanted. */
export function derivedService(name: string, change = (text: string): string => text): Derivative {
  const file = `${name}.ioa`;
  const path = fileURLToPath(new URL(`services/${file}`, import.meta.url));
  return derivedFrom({ file, text: change(readFileSync(path, 'utf8')) });
}

/** Without a complaint of any kind, but warnings where they are meant. */
export function derivedFrom(text: Source, mayWarn = false): Derivative {
  const load: typeof libraryLoader = (wanted, from) =>
    wanted === text.file ? text : libraryLoader(wanted, from);
  const checked = check(text, load);
  const { value, diagnostics } = derive(checked.value, derivationOf(checked.value), load);
  const complaints = [...checked.diagnostics, ...diagnostics].filter(
    (d) => d.severity === 'error' || !mayWarn,
  );
  if (value === undefined || complaints.length > 0)
    throw new Error(complaints.map((d) => renderDiagnostic(d, text, false)).join('\n'));
  return value;
}
