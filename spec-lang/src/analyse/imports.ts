/** Which texts a program is made of: the imported ones first, each once. */
import type { AstFile, AstImport } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import type { Source } from '../text/span.js';
import type { Report } from './report.js';

/** Gives the text that `path` names when written in the file `from`. */
export type Loader = (path: string, from: string) => Source | undefined;

export function loadAll(root: Source, load: Loader, report: Report): readonly AstFile[] {
  const loading: Loading = { load, report, done: [], texts: new Map() };
  visit(root, [], loading);
  return loading.done;
}

interface Loading {
  readonly load: Loader;
  readonly report: Report;
  readonly done: AstFile[];
  /** By base name: one text reached by two paths is one file. */
  readonly texts: Map<string, Source>;
}

function visit(source: Source, above: readonly Source[], loading: Loading): void {
  loading.texts.set(keyOf(source), source);
  const { value, diagnostics } = parse(source);
  loading.report.addAll(diagnostics);
  for (const unit of value.units)
    if (unit.kind === 'import') follow(unit, source, [...above, source], loading);
  loading.done.push(value);
}

function follow(unit: AstImport, from: Source, above: readonly Source[], loading: Loading): void {
  const found = loading.load(unit.path, from.file);
  if (found === undefined) {
    loading.report.add(
      'E0201',
      unit.span,
      `there is no file ${unit.path} beside this one or in the library`,
    );
    return;
  }
  const circle = above.map(keyOf).includes(keyOf(found));
  if (circle)
    loading.report.add(
      'E0202',
      unit.span,
      `${unit.path} imports this file, directly or by way of others`,
    );
  else if (!loading.texts.has(keyOf(found))) visit(found, above, loading);
}

function keyOf(source: Source): string {
  const base = source.file.slice(source.file.lastIndexOf('/') + 1);
  return `${base}\n${source.text}`;
}
