// The repository keeps its own shape: arrows, doors, cycles, purity, bans, first lines, lengths, words.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { roomTable } from './rooms.js';
import { arrowBreaches } from './rules/arrows.js';
import { bannedBreaches } from './rules/banned.js';
import { commentBreaches } from './rules/comments.js';
import { cycleBreaches } from './rules/cycles.js';
import { exportBreaches } from './rules/exports.js';
import { lengthBreaches, measure, ratchetFor, type Ratchet } from './rules/lengths.js';
import { purityBreaches } from './rules/purity.js';
import { wordBreaches } from './rules/words.js';
import { isGenerated, isSource, readRepository, show } from './source.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = readRepository(root);
const sources = files.filter(isSource);
const typescript = files.filter((f) => isSource(f) || (isGenerated(f) && f.path.endsWith('.ts')));
/** Tests are stories: their lengths are not held to the rule for code. */
const code = sources.filter((f) => !f.path.startsWith('test/'));

describe('the repository', () => {
  it('has sources to look at', () => {
    expect(sources.map((f) => f.path)).toContain('spec-lang/src/index.ts');
    expect(code.length).toBeGreaterThan(10);
  });
  it('has only the arrows of the table, through doors', () => {
    expect(show(arrowBreaches(typescript))).toEqual([]);
  });
  it('has no import cycle', () => {
    expect(show(cycleBreaches(typescript))).toEqual([]);
  });
  it('is pure outside the shells', () => {
    expect(show(purityBreaches(typescript))).toEqual([]);
  });
  it('exports nothing that only its own file uses', () => {
    expect(show(exportBreaches(typescript))).toEqual([]);
  });
  it('writes nothing that the house bans', () => {
    expect(show(bannedBreaches(sources))).toEqual([]);
  });
  it('says in the first line of each source file what it is for', () => {
    expect(show(commentBreaches(sources))).toEqual([]);
  });
  it('speaks of no machine and no registry', () => {
    expect(show(wordBreaches(files))).toEqual([]);
  });
  it('keeps files and functions short, and lets the long ones only shrink', () => {
    const ratchet = JSON.parse(
      readFileSync(new URL('ratchet.json', import.meta.url), 'utf8'),
    ) as Ratchet;
    const measures = measure(code);
    expect(show(lengthBreaches(measures, ratchet))).toEqual([]);
    expect(ratchetFor(measures)).toEqual(ratchet);
  });
  it('shows the table of rooms in ARCHITECTURE.md', () => {
    const page = files.find((f) => f.path === 'ARCHITECTURE.md')?.text ?? '';
    expect(page).toContain(roomTable());
  });
});
