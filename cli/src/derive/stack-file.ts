// A stack for the layer that was derived, so that it runs at once: over the library's layers down to the network.
import { sources, stacks } from '@maat/layers';
import type { Derivative } from '@maat/synthesis';

export interface StackFile {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

export function stackFile({ layer }: Derivative): StackFile {
  const top = layer.layer.name;
  const below = (stacks.get(BELOW)?.layers ?? []).map((l) => l.name);
  const name = `${top.charAt(0).toLowerCase()}${top.slice(1)}${top === top.toLowerCase() ? 'Stack' : ''}`;
  const imports = [layer.file, ...below.map(fileOf), 'network.ioa'].map((x) => `import "${x}"`);
  const path = [top, ...below, 'Network'].join(' over ');
  const doc = `% ${top} over the library's layers, as they carry Total.`;
  return {
    file: FILE,
    name,
    text: `${imports.join('\n')}\n\n${doc}\nstack ${name} = ${path}\n`,
  };
}

const FILE = 'stack.ioa';

/** Its top layer implements what derived layers run over. */
const BELOW = 'svs';

function fileOf(layer: string): string {
  const path = [...sources.keys()].find((p) => p.endsWith(`/${layer}.ioa`));
  if (path === undefined) throw new Error(`the source of ${layer} is not known`);
  return `@maat/layers/${path}`;
}
