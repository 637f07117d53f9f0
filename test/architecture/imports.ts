// Lists what a TypeScript file imports, in every spelling, and finds the file that is meant.
import { posix } from 'node:path';
import ts from 'typescript';
import { ROOMS } from './rooms.js';
import { lineOf, parseTypeScript, visitAll, type TextFile } from './source.js';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
}

export function importsOf(file: TextFile): readonly Import[] {
  const source = parseTypeScript(file);
  const found: Import[] = [];
  visitAll(source, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined)
      found.push({ from: file.path, line: lineOf(source, node), specifier });
  });
  return found;
}

/** The repository's file that an import means, or undefined for a package or a part of Node. */
export function targetOf(imported: Import): string | undefined {
  if (imported.specifier.startsWith('.')) {
    const joined = posix.join(posix.dirname(imported.from), imported.specifier);
    return joined
      .replace(/\.js$/, componentName(joined) ? '.tsx' : '.ts')
      .replace(/\.mjs$/, '.mts');
  }
  return ROOMS.map((r) => r.doors[imported.specifier]).find((door) => door !== undefined);
}

/** Files of components are named after them, and hold markup. */
function componentName(path: string): boolean {
  return path.startsWith('web/') && /\/[A-Z]\w*\.js$/.test(path);
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && isLoader(node.expression)) return textOf(node.arguments[0]);
  return undefined;
}

function isLoader(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(callee) && callee.text === 'require';
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
