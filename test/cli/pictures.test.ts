// `maat simulate --pictures`: a file for each state, and what cannot be pictured.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf } from './call.js';

const LAMP = `automaton Lamp
  signature
    internal flip
  states
    on: Bool := false,
    left: Seq[Nat] := {1, 2, 3}
  transitions
    internal flip
      pre left ~= {}
      eff on := ~on; left := tail(left)

picture Bulb of Lamp
  circle at (0, 0) label (if on then "on" else "off") colour if on then gold else grey

picture Rest of Lamp
  text at (0, 0) label left
`;

const BROKEN = LAMP.replace('label left', 'label head(left)');

describe('maat simulate --pictures', () => {
  it('writes each picture of each state, all of one size', async () => {
    await inFolder({ 'lamp.ioa': LAMP }, async (folder) => {
      const called = await call('simulate lamp.ioa --pictures out/here'.split(' '), folder);
      expect(called).toMatchObject({ code: 0, err: '' });
      expect(called.out).toContain('8 pictures are in out/here');
      const place = join(folder, 'out', 'here');
      const numbered = (name: string): string[] => [0, 1, 2, 3].map((n) => `${name}-${n}.svg`);
      expect(readdirSync(place).sort()).toEqual([...numbered('Bulb'), ...numbered('Rest')]);
      const read = (name: string): string => readFileSync(join(place, name), 'utf8');
      expect([read('Bulb-0.svg'), read('Bulb-1.svg')]).toEqual([
        expect.stringContaining('>off</text>'),
        expect.stringContaining('>on</text>'),
      ]);
      const boxes = ['Rest-0.svg', 'Rest-3.svg'].map((n) => /viewBox="[^"]+"/.exec(read(n))?.[0]);
      expect(boxes[0]).toBe(boxes[1]);
    });
  });

  it('writes one that is named, and those of a run that is replayed', async () => {
    await inFolder({ 'lamp.ioa': LAMP }, async (folder) => {
      await call('simulate lamp.ioa --steps 2 --out run.itf.json'.split(' '), folder);
      const line = 'simulate lamp.ioa --replay run.itf.json --pictures . --picture Bulb --json';
      const called = await call(line.split(' '), folder);
      expect(called.code).toBe(0);
      const pictures = ['Bulb-0.svg', 'Bulb-1.svg', 'Bulb-2.svg'];
      expect(objectOf(called)).toMatchObject({ verdict: 'holds', pictures });
      expect(pictures.every((p) => existsSync(join(folder, p)))).toBe(true);
    });
  });

  it.each([
    ['--pictures out --picture Blub', /there is no picture Blub of Lamp. Did you mean Bulb\?/],
    ['--picture Bulb', /where they go is told by --pictures/],
    ['--pictures lamp.ioa/x', /lamp\.ioa.x.*: cannot be written/],
  ])('refuses %s', async (options, message) => {
    const called = await inFolder({ 'lamp.ioa': LAMP }, (folder) =>
      call(`simulate lamp.ioa ${options}`.split(' '), folder),
    );
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toMatch(message);
  });

  it('refuses a specification that pictures nothing, and one whose picture has no value', async () => {
    const bare = LAMP.slice(0, LAMP.indexOf('picture'));
    await inFolder({ 'bare.ioa': bare, 'broken.ioa': BROKEN }, async (folder) => {
      const none = await call('simulate bare.ioa --pictures out'.split(' '), folder);
      expect(none.code).toBe(2);
      expect(none.err).toContain('--pictures: there is no picture of Lamp');
      const broken = await call('simulate broken.ioa --pictures out'.split(' '), folder);
      expect(broken.code).toBe(2);
      expect(broken.all).toMatch(/E0601.*undefined term/);
      expect(broken.all).toContain('label head(left)');
    });
  });
});
