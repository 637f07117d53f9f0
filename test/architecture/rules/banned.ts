// Rule: what the house does not write. Each entry is there because it hides something from the compiler or the reader.
import ts from 'typescript';
import { lineOf, parseTypeScript, visitAll, type Breach, type TextFile } from '../source.js';

/** Words are put together here so that this file does not break its own rule. */
const COMMENTS = ['ignore', 'expect-error', 'nocheck'].map((word) => `@ts-${word}`);
const TEST_FUNCTIONS = new Set(['it', 'test', 'describe']);
const TEST_SWITCHES = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf']);

export function bannedBreaches(files: readonly TextFile[]): readonly Breach[] {
  return files.flatMap((file) => [
    ...bannedName(file),
    ...bannedComments(file),
    ...bannedSyntax(file),
  ]);
}

function bannedName(file: TextFile): readonly Breach[] {
  const name = /(^|\/)(utils?|helpers?|misc|common)\.m?ts$/.exec(file.path);
  return name === null
    ? []
    : [{ path: file.path, line: 1, message: 'a file is named after what it is for' }];
}

function bannedComments(file: TextFile): readonly Breach[] {
  return file.text.split('\n').flatMap((text, index) =>
    COMMENTS.filter((word) => text.includes(word)).map((word) => ({
      path: file.path,
      line: index + 1,
      message: `${word}: mend the type instead`,
    })),
  );
}

function bannedSyntax(file: TextFile): readonly Breach[] {
  const source = parseTypeScript(file);
  const found: Breach[] = [];
  visitAll(source, (node) => {
    const message = complaint(node);
    if (message !== undefined) found.push({ path: file.path, line: lineOf(source, node), message });
  });
  return found;
}

function complaint(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any: use unknown, or say the type';
  if (ts.isEnumDeclaration(node)) return 'enum: use a union of strings';
  if (ts.isModuleDeclaration(node)) return 'namespace: use a file';
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword)
    return defaultExport(node);
  if (ts.isPropertyAccessExpression(node)) return switchedTest(node);
  return undefined;
}

function defaultExport(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isDefaultClause(node.parent))
    return undefined;
  return 'default export: give it a name';
}

function switchedTest(node: ts.PropertyAccessExpression): string | undefined {
  if (!TEST_SWITCHES.has(node.name.text) || !ts.isIdentifier(node.expression)) return undefined;
  return TEST_FUNCTIONS.has(node.expression.text)
    ? `${node.getText()}: every test runs`
    : undefined;
}
