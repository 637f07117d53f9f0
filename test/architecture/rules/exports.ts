// Rule: what a file exports, another file uses; what only the file itself uses is its own.
import ts from 'typescript';
import { lineOf, parseTypeScript, visitAll, type Breach, type TextFile } from '../source.js';

/** Their exports are for others: a program that loads an extension, code that is generated of what users write. */
const ENTRIES = new Set(['editor/src/extension.ts', 'layers/src/support/schema.ts']);

export function exportBreaches(files: readonly TextFile[]): readonly Breach[] {
  const users = usersOfNames(files);
  return files
    .filter((file) => !ENTRIES.has(file.path))
    .flatMap((file) => {
      const source = parseTypeScript(file);
      return source.statements
        .filter(isExported)
        .flatMap(namesOf)
        .filter((name) => [...(users.get(name.text) ?? [])].every((path) => path === file.path))
        .map((name) => ({
          path: file.path,
          line: lineOf(source, name),
          message: `${name.text} is exported, and no other file uses it`,
        }));
    });
}

/** For each identifier the files in which it occurs. */
function usersOfNames(files: readonly TextFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const file of files)
    visitAll(parseTypeScript(file), (node) => {
      if (!ts.isIdentifier(node)) return;
      const known = users.get(node.text) ?? new Set();
      users.set(node.text, known.add(file.path));
    });
  return users;
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** Of values; a type is often exported for the signatures that it stands in. */
function namesOf(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap((d) =>
    ts.isIdentifier(d.name) ? [d.name] : [],
  );
}
