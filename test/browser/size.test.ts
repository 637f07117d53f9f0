// The page's own code stays small: what the shell needs before the editor and the solver, compressed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildWorkbench } from './support/build.js';

const site = fileURLToPath(new URL('../../web/site/', import.meta.url));
const BUDGET = 400_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

it('keeps the shell within its budget before the editor and the solver are asked for', () => {
  buildWorkbench();
  const manifest = JSON.parse(readFileSync(`${site}.vite/manifest.json`, 'utf8')) as Readonly<
    Record<string, Chunk>
  >;
  const files = filesOf(manifest, 'index.html');
  const sizes = files.map((file) => [file, gzipSync(readFileSync(site + file)).length] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect(files.some((file) => file.includes('monaco'))).toBe(false);
  expect(total, sizes.map(([file, size]) => `${file}: ${size}`).join(', ')).toBeLessThan(BUDGET);
  expect(total).toBeGreaterThan(50_000);
}, 300_000);

/** A chunk with everything that is loaded together with it; what it loads later is not. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, key: string): readonly string[] {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the build has no ${key}`);
  const imported = (chunk.imports ?? []).flatMap((k) => filesOf(manifest, k));
  return [...new Set([chunk.file, ...(chunk.css ?? []), ...imported])];
}
