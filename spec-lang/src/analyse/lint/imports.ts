/** Imports of which nothing is used. */
import type { AstFile, AstUnit } from '../../syntax/ast.js';
import { namesIn } from '../resolve/names-in.js';
import type { Report } from '../report.js';

/** `reached`: for each import, the files that it brings in. */
export function lintImports(
  root: AstFile,
  reached: ReadonlyMap<string, readonly AstFile[]>,
  report: Report,
): void {
  if (reached.size === 0) return;
  const named = namesIn(root.units.filter((unit) => unit.kind !== 'import'));
  for (const unit of root.units) {
    const files = unit.kind === 'import' ? reached.get(unit.path) : undefined;
    if (unit.kind !== 'import' || files === undefined) continue;
    const used = files.some((f) => f.units.some((u) => declares(u).some((n) => named.has(n))));
    if (!used)
      report.add('W0311', unit.span, `nothing of ${unit.path} is used here; take the import out`);
  }
}

function declares(unit: AstUnit): readonly string[] {
  if (unit.kind === 'import' || unit.name === undefined) return [];
  const values =
    unit.kind === 'type' && unit.definition?.kind === 'enumeration' ? unit.definition.values : [];
  const tags =
    unit.kind === 'type' && unit.definition?.kind === 'unionOf'
      ? unit.definition.cases.map((c) => c.tag)
      : [];
  return [unit.name, ...values, ...tags].map((n) => n.text);
}
