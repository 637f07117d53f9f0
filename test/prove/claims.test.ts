// Small claims, true and false: the folder is the verdict, and the first line of a refuted or open one names a goal that is not shown.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { call, objectOf } from '../cli/call.js';

const FOLDER = new URL('claims/', import.meta.url);

describe('proved', () => {
  it.each(claimsIn('proved'))('%s', async (name) => {
    const { code, open } = await proofOf(pathOf('proved', name));
    expect(open).toEqual([]);
    expect(code).toBe(0);
  });
});

const LIBRARY = [
  'lock.ioa',
  'spec-lang/library/classics/peterson.ioa',
  'spec-lang/library/classics/alternating-bit.ioa',
  'spec-lang/library/classics/two-phase-commit.ioa',
  'spec-lang/library/classics/view-synchrony.ioa',
  'spec-lang/library/classics/spanning-tree.ioa',
  'spec-lang/library/classics/lcr.ioa',
];

/** What the library says of its own services. */
describe('of the library', () => {
  it.each(LIBRARY)('%s', { timeout: 120_000 }, async (file) => {
    const { code, open } = await proofOf(file);
    expect(open).toEqual([]);
    expect(code).toBe(0);
  });
});

/** Where something is there for each that no term names: a member of two quorums, or of two majorities. */
describe('of quorums', () => {
  it.each(['toy-consensus.ioa', 'toy-consensus-by-majority.ioa'])('%s', async (file) => {
    const { code, open } = await proofOf(`test/bench/protocols/${file}`);
    expect(open).toEqual([]);
    expect(code).toBe(0);
  });
});

/** A run shows that the claim is false. */
describe('refuted', () => {
  it.each(claimsIn('refuted'))('%s', async (name) => {
    const { code, open, goal } = await openIn('refuted', name);
    expect(open).toContain(goal);
    expect(code).toBe(1);
  });
});

describe('open', () => {
  it.each(claimsIn('open'))('%s', async (name) => {
    const { code, open, goal } = await openIn('open', name);
    expect(open).toContain(goal);
    expect(code).toBe(3);
  });
});

async function openIn(
  folder: string,
  name: string,
): Promise<{ code: number; open: readonly string[]; goal: string | undefined }> {
  const path = pathOf(folder, name);
  const goal = /^% ([^:]+):/.exec(readFileSync(path, 'utf8'))?.[1];
  return { ...(await proofOf(path)), goal };
}

function claimsIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, FOLDER)).filter((name) => name.endsWith('.ioa'));
}

function pathOf(folder: string, name: string): string {
  return new URL(`${folder}/${name}`, FOLDER).pathname;
}

interface Shown {
  readonly name: string;
  readonly verdict: string;
}

async function proofOf(path: string): Promise<{ code: number; open: readonly string[] }> {
  const called = await call(['prove', path, '--no-cache', '--json']);
  const obligations = objectOf(called)['obligations'] as readonly Shown[];
  expect(obligations.length).toBeGreaterThan(2);
  const open = obligations.filter((o) => o.verdict !== 'holds').map((o) => o.name);
  return { code: called.code, open };
}
