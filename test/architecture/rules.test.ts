// Each rule of the architecture test refuses a file that breaks it, and lets a good one pass.
import { describe, expect, it } from 'vitest';
import { arrowBreaches } from './rules/arrows.js';
import { bannedBreaches } from './rules/banned.js';
import { commentBreaches } from './rules/comments.js';
import { cycleBreaches } from './rules/cycles.js';
import { exportBreaches } from './rules/exports.js';
import { lengthBreaches, measure, ratchetFor } from './rules/lengths.js';
import { purityBreaches } from './rules/purity.js';
import { wordBreaches } from './rules/words.js';
import type { Breach, TextFile } from './source.js';

/** So that this file does not hold the words that it is about. */
const tsWord = ['@', 'ts-'].join('');
const place = (folder: string): string => `/${folder}/`;
const file = (path: string, text: string): TextFile => ({ path, text });
const messages = (breaches: readonly Breach[]): readonly string[] => breaches.map((b) => b.message);

describe('arrows', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['verifier/src/a.ts', `import { x } from '@maat/spec-lang';`, undefined],
    ['cli/src/a.ts', `import { x } from '@maat/runtime/hosts';`, undefined],
    ['verifier/src/a.ts', `import { x } from '@maat/synthesis';`, 'no arrow verifier → synthesis'],
    ['spec-lang/src/a.ts', `export * from '@maat/verifier';`, 'no arrow spec-lang → verifier'],
    ['layers/src/a.ts', `const x = await import('@maat/runtime');`, 'no arrow layers → runtime'],
    ['layers/src/a.ts', `type T = import('@maat/runtime').Stack;`, 'no arrow layers → runtime'],
    [
      'cli/src/a.ts',
      `import '@maat/spec-lang/src/ir/expr.js';`,
      '@maat/spec-lang/src/ir/expr.js is not a door',
    ],
    [
      'cli/src/a.ts',
      `import '../../verifier/src/b.js';`,
      'reaches into verifier/src/b.ts by path: other rooms are entered through their door',
    ],
    [
      'verifier/src/a.ts',
      `import '@maat/verifier';`,
      "@maat/verifier is this room's own door: import the file",
    ],
    ['web/src/a.ts', `import '@maat/runtime/hosts';`, 'web may not take @maat/runtime/hosts'],
  ];
  it.each(cases)('%s: %s', (path, text, message) => {
    expect(messages(arrowBreaches([file(path, text)]))).toEqual(
      message === undefined ? [] : [message],
    );
  });
});

describe('cycles', () => {
  it('are found through a detour, once, and imports of types count', () => {
    const ring = [
      file('verifier/src/a.ts', `import type { B } from './b.js';`),
      file('verifier/src/b.ts', `export * from './deep/c.js';`),
      file('verifier/src/deep/c.ts', `import { a } from '../a.js';`),
      file('verifier/src/d.ts', `import { a } from './a.js';`),
    ];
    expect(messages(cycleBreaches(ring))).toEqual([
      'import cycle: verifier/src/a.ts → verifier/src/b.ts → verifier/src/deep/c.ts',
    ]);
  });
  it('are found in a file that imports itself', () => {
    expect(cycleBreaches([file('verifier/src/a.ts', `import './a.js';`)])).toHaveLength(1);
  });
  it('are not seen where there are none', () => {
    const chain = [
      file('layers/src/a.ts', `import './b.js';`),
      file('layers/src/b.ts', 'export {};'),
    ];
    expect(cycleBreaches(chain)).toEqual([]);
  });
});

describe('exports', () => {
  it('that only their own file uses are named, of values and not of types', () => {
    const files = [
      file('verifier/src/a.ts', `export const a = 1;\nexport const b = a;\nexport type C = 1;`),
      file('verifier/src/d.ts', `import { b } from './a.js';\nexport function d() { return b; }`),
      file('verifier/src/index.ts', `export { d } from './d.js';`),
      file('editor/src/extension.ts', `export function deactivate() {}`),
    ];
    expect(messages(exportBreaches(files))).toEqual(['a is exported, and no other file uses it']);
    expect(exportBreaches(files).map((b) => b.line)).toEqual([1]);
  });
});

describe('purity', () => {
  const impure = [
    `import { readFileSync } from 'node:fs';`,
    `import { readFileSync } from 'fs';`,
    `const t = Date.now();`,
    `const t = new Date();`,
    `const r = Math.random();`,
    `setTimeout(f, 3);`,
    `console.log('x');`,
    `const e = process.env;`,
    `globalThis.setTimeout(f);`,
    `export * from './hosts/index.js';`,
  ];
  it.each(impure)('refuses %s in a pure place', (text) => {
    expect(purityBreaches([file('runtime/src/a.ts', text)])).toHaveLength(1);
    expect(purityBreaches([file('spec-lang/src/a.ts', text)])).toHaveLength(1);
  });
  it.each(impure)('lets %s pass in a shell', (text) => {
    expect(
      purityBreaches([file('runtime/src/hosts/a.ts', text), file('cli/src/a.ts', text)]),
    ).toEqual([]);
  });
  it('knows a process of the group from the process of the machine', () => {
    expect(
      purityBreaches([file('verifier/src/a.ts', 'const q = process.rank + log.now();')]),
    ).toEqual([]);
  });
});

describe('bans', () => {
  const banned: readonly (readonly [string, string])[] = [
    ['a.ts', 'const x: any = 1;'],
    ['a.ts', 'const x = y as unknown as Array<any>;'],
    ['a.ts', `// ${tsWord}ignore`],
    ['a.ts', `// ${tsWord}expect-error because`],
    ['a.ts', 'enum A { x }'],
    ['a.ts', 'namespace A { }'],
    ['a.ts', 'export default 3;'],
    ['a.ts', 'export default function f() { }'],
    ['a.ts', `it.only('x', f);`],
    ['a.ts', `describe.skip('x', f);`],
    ['utils.ts', 'export {};'],
  ];
  it.each(banned)('%s: %s', (name, text) => {
    expect(bannedBreaches([file(`cli/src/${name}`, text)])).toHaveLength(1);
  });
  it('do not touch words in texts, or the default of a switch', () => {
    const text = `const any = 'any enum'; switch (any) { case 'a': break; default: f(any.only); }`;
    expect(bannedBreaches([file('cli/src/a.ts', text)])).toEqual([]);
  });
});

describe('first lines', () => {
  it('must be comments with words in them', () => {
    const bad = ['import x;', '', '//', '/**\n */', '#!/usr/bin/env node\nimport x;'];
    expect(commentBreaches(bad.map((t) => file('a.ts', t)))).toHaveLength(bad.length);
    const good = [
      '// Says it.',
      '/** Says it. */',
      '/**\n * Says it.\n */',
      '#!/usr/bin/env node\n// Says it.',
    ];
    expect(commentBreaches(good.map((t) => file('a.ts', t)))).toEqual([]);
  });
});

describe('words', () => {
  it('of one machine are refused, in any text', () => {
    const bad = [
      `see ${place('work')}x`,
      `"${place('root')}a"`,
      `${place('home')}me`,
      `https://${['registry', 'npmjs', 'org'].join('.')}/x`,
    ];
    expect(wordBreaches(bad.map((t) => file('README.md', t)))).toHaveLength(bad.length);
    expect(
      wordBreaches([file('README.md', 'the framework/roots, at home/work and ./work/x')]),
    ).toEqual([]);
  });
});

describe('lengths', () => {
  const long = file(
    'verifier/src/a.ts',
    `function f() {\n${'x;\n'.repeat(60)}}\n${'\n// y'.repeat(260)}`,
  );
  const short = Array.from({ length: 5 }, (_, i) =>
    file(`verifier/src/s${i}.ts`, 'function g() {}'),
  );
  it('over the limit are refused, unless the ratchet puts up with them', () => {
    const measures = measure([long, ...short]);
    expect(messages(lengthBreaches(measures, {}))).toEqual([
      'verifier/src/a.ts has 323 lines: split it',
      'verifier/src/a.ts#f has 62 lines: split it',
    ]);
    expect(lengthBreaches(measures, ratchetFor(measures))).toEqual([]);
  });
  it('may shrink but not grow, and the ratchet follows', () => {
    const measures = measure([long, ...short]);
    const was = { 'verifier/src/a.ts': 323, 'verifier/src/a.ts#f': 61 };
    expect(messages(lengthBreaches(measures, was))).toEqual([
      'verifier/src/a.ts#f has 62 lines: split it',
    ]);
    const more = { ...ratchetFor(measures), 'verifier/src/s0.ts': 400 };
    expect(lengthBreaches(measures, more)).toHaveLength(1);
  });
  it('have medians within their limits', () => {
    const many = Array.from({ length: 3 }, (_, i) =>
      file(`verifier/src/m${i}.ts`, `function f() {\n${'x;\n'.repeat(20)}}`),
    );
    expect(messages(lengthBreaches(measure(many), {}))).toEqual([
      'the median function has 22 lines, over 8',
    ]);
  });
});
