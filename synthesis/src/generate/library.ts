/** All layers of a folder at once: their modules, and the registry of layers and stacks. */
import { format } from 'prettier';
import {
  check,
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
  const programs = [...files.keys()].sort().map((path) => checkFile(path, files));
  const layers: { layer: Layer; path: string }[] = [];
  for (const program of programs) {
    for (const layer of ownUnits(program, 'layer')) {
      const path = `${folderOf(layer.file)}generated/${layer.name}.ts`;
      generated.set(
        path,
        await generateLayer(program, layer, { sourceOf: (file) => files.get(file) }),
      );
      layers.push({ layer, path });
    }
  }
  const known = new Set(layers.map((l) => l.layer.name));
  const stacks = programs
    .flatMap((p) => ownUnits(p, 'stack'))
    .filter((s) => s.layers.every((l) => known.has(l)));
  generated.set('src/generated/registry.ts', await registryText(layers, stacks));
  return generated;
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

function ownUnits(program: Program, kind: 'layer'): readonly Layer[];
function ownUnits(program: Program, kind: 'stack'): readonly Stack[];
function ownUnits(program: Program, kind: 'layer' | 'stack'): readonly (Layer | Stack)[] {
  return program.units.filter(
    (u): u is Layer | Stack => u.kind === kind && u.file === program.file,
  );
}

async function registryText(
  layers: readonly { readonly layer: Layer; readonly path: string }[],
  stacks: readonly Stack[],
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
