// Reads the repository's own text for the architecture test: every file, and TypeScript as syntax trees.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** One file of the repository; `path` is relative to its root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A breach of a rule, with its place. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const NOT_OURS = new Set([
  'node_modules',
  'dist',
  'coverage',
  'out',
  '.git',
  '.maat',
  '.cache',
  'site',
  'pictures',
]);
const TEXT =
  /\.(ts|tsx|mts|js|mjs|json|md|ioa|ohm|ya?ml|svg|txt|sh|html|css)$|^\.ci\/|^\.[a-z]+ignore$|^LICENSE$/;

/** All text files of the repository, without what is installed or built. */
export function readRepository(root: string): readonly TextFile[] {
  return walk(root)
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Written by people: TypeScript that no generator made. */
export function isSource(file: TextFile): boolean {
  return /\.(mts|tsx?)$/.test(file.path) && !isGenerated(file) && !file.path.endsWith('.config.ts');
}

export function isGenerated(file: TextFile): boolean {
  return /(^|\/)generated\//.test(file.path) || file.path.endsWith('.generated.ts');
}

/** Every rule reads every file: each is parsed once. */
export function parseTypeScript(file: TextFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  parsed.set(file, tree);
  return tree;
}

const parsed = new WeakMap<TextFile, ts.SourceFile>();

export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Calls `visit` on every node of the tree, parents first. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    visitAll(child, visit);
  });
}

export function show(breaches: readonly Breach[]): readonly string[] {
  return breaches.map((b) => `${b.path}:${b.line} ${b.message}`);
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (NOT_OURS.has(name)) return [];
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
