/** What the texts that are made import. */
import type { Program } from '@maat/spec-lang';

/** The derived files import what the derivation's file imports, or that file when the service is in it. */
export function importsFor(program: Program, serviceFile: string): string {
  const paths = serviceFile === program.file ? [baseName(program.file)] : program.imports;
  return paths.map((path) => `import "${path}"`).join('\n');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
