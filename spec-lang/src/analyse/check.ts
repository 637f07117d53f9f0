/** From a text to the typed program, with everything found on the way. */
import type { AstDefinition, AstFile, AstTypeUnit, AstUnit } from '../syntax/ast.js';
import type { Definition, Program } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import type { Checked, Diagnostic } from '../text/diagnostic.js';
import type { Source } from '../text/span.js';
import { elaborateDefinitions, elaborateTypes } from './elaborate/declarations.js';
import { libraryLoader } from '../library.js';
import { loadAll, type Loader } from './imports.js';
import { withoutConsequences } from './consequences.js';
import { lintImports } from './lint/imports.js';
import { lintUnits } from './lint/index.js';
import { Report } from './report.js';
import { emptyScope, type Scope } from './resolve/scope.js';
import { Units } from './units.js';

/** Units with errors are reported and left out; the others are checked all the same. */
export function check(source: Source, load: Loader): Checked<Program> {
  const report = new Report();
  const find: Loader = (path, from) => load(path, from) ?? libraryLoader(path, from);
  const loaded = loadAll(source, find, report);
  const units = new Units(report);
  const program = elaborateFiles(loaded.files, source.file, units, report);
  const root = loaded.files.at(-1);
  if (root !== undefined) lintImports(root, loaded.reached, report);
  const own = program.units.filter((u) => u.file === source.file);
  lintUnits(own, { report, units: program.units, meaningOf: (name) => units.meaningOf(name) });
  const found = withoutConsequences(report.diagnostics, loaded.files);
  return { value: program, diagnostics: inOrder(found, source.file) };
}

function elaborateFiles(
  files: readonly AstFile[],
  root: string,
  units: Units,
  report: Report,
): Program {
  let scope: Scope = emptyScope(report);
  let sorts: readonly Sort[] = [];
  const definitions: Definition[] = [];
  for (const file of files) {
    const types = elaborateTypes(ofKind(file.units, 'type'), scope);
    const lets = elaborateDefinitions(ofKind(file.units, 'let'), types.scope, file.file);
    scope = lets.scope;
    sorts = types.sorts;
    definitions.push(...lets.definitions);
    units.addFile(file, scope);
  }
  const imports = files.at(-1)?.units.flatMap((u) => (u.kind === 'import' ? [u.path] : [])) ?? [];
  return { file: root, imports, sorts, definitions, units: units.all() };
}

function ofKind<K extends 'type' | 'let'>(
  units: readonly AstUnit[],
  kind: K,
): readonly (K extends 'type' ? AstTypeUnit : AstDefinition)[];
function ofKind(units: readonly AstUnit[], kind: 'type' | 'let'): readonly AstUnit[] {
  return units.filter((u) => u.kind === kind);
}

/**
 * The user's own file first, each file from top to bottom, each finding once. What an imported
 * file is warned of is for its own check.
 */
function inOrder(found: readonly Diagnostic[], root: string): readonly Diagnostic[] {
  const rank = (file: string): number => (file === root ? 0 : 1);
  const keyOf = (d: Diagnostic): string => JSON.stringify([d.code, d.span, d.message]);
  const relevant = found.filter((d) => d.severity === 'error' || d.span.file === root);
  const once = [...new Map(relevant.map((d) => [keyOf(d), d])).values()];
  return once.sort(
    (a, b) =>
      rank(a.span.file) - rank(b.span.file) ||
      (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : 0) ||
      a.span.start - b.span.start,
  );
}
