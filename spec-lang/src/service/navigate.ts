/** Definition, references, highlights: the places at which one declared name stands. */
import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Location,
} from 'vscode-languageserver-types';
import type { AstImport } from '../syntax/ast.js';
import { locationOf, uriOf } from './places.js';
import { kinOf } from './symbols/kin.js';
import type { Snapshot } from './snapshot.js';
import { declarationKey, type Declaration, type Occurrence } from './symbols/declaration.js';
import type { Workspace } from './workspace.js';

export function definitionAt(
  snapshot: Snapshot,
  offset: number,
  workspace: Workspace,
): Location | undefined {
  const seen = snapshot.names.at(offset);
  if (seen !== undefined) return locationOf(workspace, seen.declaration.span);
  const unit = importAt(snapshot, offset);
  const file = unit && importedFile(unit, snapshot, workspace);
  if (file === undefined) return undefined;
  const start = { line: 0, character: 0 };
  return { uri: uriOf(file), range: { start, end: start } };
}

function importAt(snapshot: Snapshot, offset: number): AstImport | undefined {
  return snapshot.ast.units.find(
    (u): u is AstImport => u.kind === 'import' && u.span.start <= offset && offset <= u.span.end,
  );
}

function importedFile(
  unit: AstImport,
  { file, analysis }: Snapshot,
  workspace: Workspace,
): string | undefined {
  const found = workspace.load(unit.path, file)?.file;
  if (found !== undefined) return found;
  const base = unit.path.slice(unit.path.lastIndexOf('/') + 1);
  return analysis.files.find((f) => f.file.endsWith(`/${base}`))?.file;
}

/** A place and the text in which it stands. */
export interface Place extends Occurrence {
  readonly snapshot: Snapshot;
}

/** All places of the name at the offset, in all texts that are known. */
export function placesOf(
  snapshot: Snapshot,
  offset: number,
  workspace: Workspace,
): readonly Place[] {
  const seen = snapshot.names.at(offset);
  if (seen === undefined) return [];
  if (isLocal(seen.declaration))
    return snapshot.names.of(seen.declaration).map((o) => ({ ...o, snapshot }));
  const snapshots = workspace.files().flatMap((f) => workspace.snapshot(f) ?? []);
  const kin = kinOf(
    seen.declaration,
    snapshots.map((s) => s.names),
  );
  return snapshots.flatMap((s) =>
    s.names
      .all()
      .filter((o) => kin.has(declarationKey(o.declaration)))
      .map((o) => ({ ...o, snapshot: s })),
  );
}

/** Nothing outside of its unit can name it. */
function isLocal({ kind }: Declaration): boolean {
  return kind === 'variable' || kind === 'timer' || kind === 'typeParameter';
}

export function referencesAt(
  snapshot: Snapshot,
  offset: number,
  workspace: Workspace,
  withDeclaration: boolean,
): readonly Location[] {
  return placesOf(snapshot, offset, workspace)
    .filter((p) => withDeclaration || p.role !== 'declare')
    .map((p) => ({ uri: uriOf(p.snapshot.file), range: p.snapshot.lines.range(p.span) }));
}

export function highlightsAt(snapshot: Snapshot, offset: number): readonly DocumentHighlight[] {
  const seen = snapshot.names.at(offset);
  if (seen === undefined) return [];
  return snapshot.names.of(seen.declaration).map((o) => ({
    range: snapshot.lines.range(o.span),
    kind: o.role === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}
