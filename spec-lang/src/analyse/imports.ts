/** Which texts a program is made of: the imported ones first, each once. */
import type { AstFile, AstImport } from '../syntax/ast.js';
import { parsed } from '../syntax/parsed.js';
import type { Source } from '../text/span.js';
import type { Report } from './report.js';

/** Gives the text that `path` names when written in the file `from`. */
export type Loader = (path: string, from: string) => Source | undefined;

export interface Loaded {
  /** The root last. */
  readonly files: readonly AstFile[];
  /** For each import of the root, as written, the files that it brings in. */
  readonly reached: ReadonlyMap<string, readonly AstFile[]>;
}

export function loadAll(root: Source, load: Loader, report: Report): Loaded {
  const loading: Loading = { load, report, done: [], texts: new Map(), links: new Map() };
  visit(root, [], loading);
  return { files: loading.done, reached: reachedFrom(root, loading) };
}

function reachedFrom(
  root: Source,
  { done, links }: Loading,
): ReadonlyMap<string, readonly AstFile[]> {
  const closure = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const to of links.get(file)?.values() ?? []) closure(to, seen);
    return seen;
  };
  return new Map(
    [...(links.get(root.file) ?? [])].map(([path, to]) => {
      const files = closure(to, new Set());
      return [path, done.filter((f) => files.has(f.file))];
    }),
  );
}

interface Loading {
  readonly load: Loader;
  readonly report: Report;
  readonly done: AstFile[];
  /** By base name: one text reached by two paths is one file. */
  readonly texts: Map<string, Source>;
  /** File → path as written → file. */
  readonly links: Map<string, Map<string, string>>;
}

function visit(source: Source, above: readonly Source[], loading: Loading): void {
  loading.texts.set(keyOf(source), source);
  const { value, diagnostics } = parsed(source);
  loading.report.addAll(diagnostics);
  for (const unit of value.units)
    if (unit.kind === 'import') follow(unit, source, [...above, source], loading);
  loading.done.push(value);
}

function follow(unit: AstImport, from: Source, above: readonly Source[], loading: Loading): void {
  const found = unit.path === '' ? undefined : loading.load(unit.path, from.file);
  if (found === undefined) {
    const message =
      unit.path === ''
        ? 'the import names no file'
        : `there is no file ${unit.path} beside this one or in the library`;
    loading.report.add('E0201', unit.span, message);
    return;
  }
  const known = loading.texts.get(keyOf(found)) ?? found;
  const links = loading.links.get(from.file) ?? new Map<string, string>();
  loading.links.set(from.file, links.set(unit.path, known.file));
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
