/** All layers of a folder at once: their modules, and the registry of layers and stacks. */
import { format } from 'prettier';
import {
  check,
  fingerprint,
  hasErrors,
  type Layer,
  type Loader,
  type Program,
  type Stack,
} from '@maat/spec-lang';
import { generateLayer } from './generate.js';

/** Texts by path, relative to the folder. */
export type Files = ReadonlyMap<string, string>;

/** From the `.ioa` files to the generated ones. Files with errors, and what needs them, are left out. */
export async function generateLibrary(files: Files): Promise<Files> {
  const generated = new Map<string, string>();
  const programs = rootsOf(files).map((path) => checkFile(path, files));
  const layers = new Map<string, { layer: Layer; path: string }>();
  for (const program of programs) {
    for (const layer of ownUnits(program, 'layer', files)) {
      if (layers.has(layer.name)) continue;
      const path = `${folderOf(layer.file)}generated/${layer.name}.ts`;
      const sourceOf = (file: string): string | undefined => files.get(file);
      generated.set(path, await generateLayer(program, layer, { sourceOf }));
      layers.set(layer.name, { layer, path });
    }
  }
  const sorted = [...layers.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const stacks = programs
    .flatMap((p) => ownUnits(p, 'stack', files))
    .filter((s) => s.layers.every((l) => layers.has(l)));
  generated.set('src/generated/registry.ts', await registryText(sorted, stacks, files));
  return generated;
}

function sourcesOf(files: Files): readonly string[] {
  return declaring(files).map(
    (path) => `${JSON.stringify(path)}: ${fingerprint(files.get(path) ?? '')}`,
  );
}

/** The files with layers or stacks, in order. What a derivation makes on the way to its layer is not run. */
function declaring(files: Files): readonly string[] {
  return [...files]
    .flatMap(([path, text]) => (/^(layer|stack) /m.test(text) ? [path] : []))
    .filter((path) => !/^\d+-/.test(baseOf(path)))
    .sort();
}

/** Files with layers or stacks that no other such file imports: checking them checks the others. */
function rootsOf(files: Files): readonly string[] {
  const paths = declaring(files);
  const imported = new Set(
    paths.flatMap((path) =>
      [...(files.get(path) ?? '').matchAll(/^import "(.*)"/gm)].map((m) => baseOf(m[1] ?? '')),
    ),
  );
  return paths.filter((path) => !imported.has(baseOf(path)));
}

function checkFile(path: string, files: Files): Program {
  const { value, diagnostics } = check(
    { file: path, text: files.get(path) ?? '' },
    loaderOf(files),
  );
  if (!hasErrors(diagnostics)) return value;
  return { ...value, units: [] };
}

/** Imports are relative paths, or base names. */
function loaderOf(files: Files): Loader {
  return (path, from) => {
    const relative = `${folderOf(from)}${path}`.replace(/^\.\//, '');
    const found = [relative, path, ...files.keys()].find(
      (name) => files.has(name) && baseOf(name) === baseOf(path),
    );
    const text = found === undefined ? undefined : files.get(found);
    return found === undefined || text === undefined ? undefined : { file: found, text };
  };
}

/** Units that the folder's files declare; what they import from the library is not theirs. */
function ownUnits(program: Program, kind: 'layer', files: Files): readonly Layer[];
function ownUnits(program: Program, kind: 'stack', files: Files): readonly Stack[];
function ownUnits(
  program: Program,
  kind: 'layer' | 'stack',
  files: Files,
): readonly (Layer | Stack)[] {
  return program.units.filter((u): u is Layer | Stack => u.kind === kind && files.has(u.file));
}

async function registryText(
  layers: readonly { readonly layer: Layer; readonly path: string }[],
  stacks: readonly Stack[],
  files: Files,
): Promise<string> {
  const imports = layers.map(
    ({ layer, path }) => `import { ${layer.name} } from '../../${path.replace(/\.ts$/, '.js')}';`,
  );
  const text = `// generated from the layers' .ioa files; do not edit
import type { LayerModule } from '../support/index.js';
${imports.join('\n')}

export const LAYERS: readonly LayerModule[] = [${layers.map((l) => l.layer.name).join(', ')}];

/** Layers from the top down. */
export const STACKS: readonly { readonly name: string; readonly layers: readonly LayerModule[] }[] = [
${stacks.map((s) => `{ name: ${JSON.stringify(s.name)}, layers: [${s.layers.join(', ')}] },`).join('\n')}
];

/** Fingerprints of the sources, by path, to notice that they were changed since. */
export const SOURCES: Readonly<Record<string, number>> = { ${sourcesOf(files).join(', ')} };
`;
  return format(text, {
    parser: 'typescript',
    printWidth: 100,
    singleQuote: true,
    trailingComma: 'all',
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
