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
import { emptyScope, type Observer, type Scope } from './resolve/scope.js';
import { Units } from './units.js';

/** Units with errors are reported and left out; the others are checked all the same. */
export function check(source: Source, load: Loader): Checked<Program> {
  const { program, diagnostics } = analyse(source, load);
  return { value: program, diagnostics };
}

/** What a check finds out, with the syntax trees that it was made from. */
export interface Analysis {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** The root last. */
  readonly files: readonly AstFile[];
}

export function analyse(source: Source, load: Loader, observer?: Observer): Analysis {
  const report = new Report();
  const loaded = loadAll(source, withLibrary(load), report);
  const units = new Units(report);
  const declared = declare(loaded.files, units, emptyScope(report, observer));
  const program = { ...declared, file: source.file, units: units.all() };
  const root = loaded.files.at(-1);
  if (root !== undefined) lintImports(root, loaded.reached, report);
  const own = program.units.filter((u) => u.file === source.file);
  lintUnits(own, { report, units: program.units, meaningOf: (name) => units.meaningOf(name) });
  const found = withoutConsequences(report.diagnostics, loaded.files);
  return { program, diagnostics: inOrder(found, source.file), files: loaded.files };
}

/** Looks at the declarations of the file and at the unit at this place, and at nothing else of it. */
export function observeUnit(
  source: Source,
  load: Loader,
  offset: number,
  observer: Observer,
): readonly AstFile[] {
  const report = new Report();
  const loaded = loadAll(source, withLibrary(load), report);
  const units = new Units(report);
  declare(loaded.files, units, emptyScope(report, observer));
  units.elaborateAt(source.file, offset);
  return loaded.files;
}

function withLibrary(load: Loader): Loader {
  // A path from the root names one file, and not what happens to be called the same in the library.
  return (path, from) =>
    load(path, from) ?? (path.startsWith('/') ? undefined : libraryLoader(path, from));
}

/** Types and definitions of the files; their units are elaborated when asked for. */
function declare(
  files: readonly AstFile[],
  units: Units,
  outermost: Scope,
): Pick<Program, 'imports' | 'sorts' | 'definitions'> {
  let scope = outermost;
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
  return { imports, sorts, definitions };
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
