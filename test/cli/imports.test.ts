// What an import may name: a path from the file or from the root, a package, a link; and what it may not.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder } from './call.js';

const COUNTER = `automaton X
  signature
    internal go
  states
    n: Nat := 0
  transitions
    internal go
      pre n < 2
      eff n := n + 1
`;
const CLAIM = 'invariant I of X: n <= 2\n';

function importing(...paths: readonly string[]): string {
  return `${paths.map((path) => `import "${path}"\n`).join('')}${CLAIM}`;
}

describe('an import', () => {
  it.each([
    ['a path beside the file', 'x.ioa'],
    ['a file of a package', '@acme/specs/x.ioa'],
    ['a package, by its manifest', '@acme/specs'],
    ['a package, by its index', 'plain'],
    ['a link to a file', 'link.ioa'],
    ['one file in two ways', 'link.ioa', './x.ioa', 'sub/../x.ioa'],
  ])('finds %s', async (_what, ...paths) => {
    const files = {
      'a.ioa': importing(...paths),
      'x.ioa': COUNTER,
      'sub/none.ioa': '',
      'node_modules/@acme/specs/x.ioa': COUNTER,
      'node_modules/@acme/specs/package.json': '{"ioa":"x.ioa"}',
      'node_modules/plain/index.ioa': COUNTER,
    };
    await inFolder(files, async (folder) => {
      symlinkSync('x.ioa', join(folder, 'link.ioa'));
      expect(await call(['check', 'a.ioa'], folder)).toMatchObject({ code: 0, err: '' });
    });
  });

  it('finds an absolute path, and the packages of maat itself from anywhere', async () => {
    await inFolder({ 'x.ioa': COUNTER }, async (folder) => {
      const stack = 'stack mine = Mnak over Network';
      const files = {
        'a.ioa': importing(join(folder, 'x.ioa')),
        'b.ioa': `import "network.ioa"\nimport "@maat/layers/mnak/Mnak.ioa"\n${stack}\n`,
      };
      await inFolder(files, async (other) => {
        expect(await call(['check', 'a.ioa'], other)).toMatchObject({ code: 0 });
        expect(await call(['check', 'b.ioa'], other)).toMatchObject({ code: 0 });
      });
    });
  });

  it.each([
    ['what is only in the library, as a path from the root', '/none/evs.ioa', /error\[E0201\]/],
    ['no file', 'none.ioa', /error\[E0201\]: there is no file none\.ioa/],
    ['a link that leads nowhere', 'broken.ioa', /error\[E0201\]/],
    ['a folder', './folder', /folder: is a directory, and a\.ioa imports it/],
    ['bytes', 'binary.ioa', /binary\.ioa: is not text: byte 1 is zero, and a\.ioa imports it/],
    ['itself', 'a.ioa', /error\[E0202\]/],
  ])('refuses %s', async (_what, path, message) => {
    const files = {
      'a.ioa': importing(path),
      'folder/x.ioa': COUNTER,
      'binary.ioa': new Uint8Array([0x61, 0]),
    };
    await inFolder(files, async (folder) => {
      symlinkSync('nowhere.ioa', join(folder, 'broken.ioa'));
      const called = await call(['check', 'a.ioa'], folder);
      expect(called.code).toBe(2);
      expect(called.all).toMatch(message);
    });
  });
});
