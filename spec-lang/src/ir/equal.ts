/** Equality of typed trees: places, docs and the file's name do not count. */
import type { Expr } from './expr.js';
import type { Definition, Unit } from './program.js';
import type { Sort } from './sort.js';
import type { Stmt } from './stmt.js';

export function equalExpr(a: Expr, b: Expr): boolean {
  return same(a, b);
}

export function equalStmt(a: Stmt, b: Stmt): boolean {
  return same(a, b);
}

/** Of the whole definition; for a mere "same sort" names are enough. */
export function equalSort(a: Sort, b: Sort): boolean {
  return same(a, b);
}

export function equalDefinition(a: Definition, b: Definition): boolean {
  return same(a, b);
}

export function equalUnit(a: Unit, b: Unit): boolean {
  return same(a, b);
}

/** Where two trees first differ, as a path into them; for tests and messages to programmers. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (isTree(a) && isTree(b)) {
    for (const key of new Set([...keysOf(a), ...keysOf(b)])) {
      const found = firstDifference(a[key], b[key], `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return Array.isArray(a) === Array.isArray(b) ? undefined : path;
  }
  return a === b ? undefined : path;
}

const IGNORED = new Set(['span', 'doc', 'file']);

type Tree = Readonly<Record<string, unknown>>;

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = keysOf(a);
  return keys.length === keysOf(b).length && keys.every((key) => same(a[key], b[key]));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function keysOf(tree: Tree): readonly string[] {
  return Object.keys(tree).filter((key) => !IGNORED.has(key) && tree[key] !== undefined);
}
