/**
 * Leaves out findings that only follow from another one: where a part of a unit could not be
 * read, the names that it declares are not known to the rest of the unit.
 */
import type { AstFile } from '../syntax/ast.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';

/** Syntax errors are E01xx; unknown names, actions and fields are what they bring about. */
const CONSEQUENCES: ReadonlySet<string> = new Set(['E0204', 'E0401']);

export function withoutConsequences(
  diagnostics: readonly Diagnostic[],
  files: readonly AstFile[],
): readonly Diagnostic[] {
  const causes = diagnostics.filter((d) => d.code.startsWith('E01')).map((d) => d.span);
  if (causes.length === 0) return diagnostics;
  const damaged = files
    .flatMap((file) => file.units.map((unit) => unit.span))
    .filter((unit) => causes.some((cause) => contains(unit, cause)));
  return diagnostics.filter(
    (d) => !(CONSEQUENCES.has(d.code) && damaged.some((u) => contains(u, d.span))),
  );
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
