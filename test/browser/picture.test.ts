// A person looks at the pictures that a specification defines of its states, and goes through a run with them.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drop } from './support/drop.js';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

const PLATES = `% Plates on a stack.
automaton Stack
  signature
    output push, pop
  states
    plates: Seq[Nat] := {}
  transitions
    output push
      pre len(plates) < 3
      eff plates := plates |- len(plates)
    output pop
      pre plates ~= {}
      eff plates := init(plates)

invariant Low of Stack: len(plates) < 2

picture Plates of Stack
  for k: Nat where k < len(plates) do
    box at column(2 - k) size 100, 60 label plates[k] colour teal
  od

picture Top of Stack
  circle at (0, 0) label last(plates) colour gold;
  text at (0, 60) label len(plates)
`;

describe('the picture of a specification', () => {
  it('changes with each step, back and forth, and keeps its place', async () => {
    const { page } = session.window;
    const run = await openClassic(page, 'peterson');
    await mark(run, 'hereremainder').waitFor();
    const before = await run.locator('.picture-drawing').boundingBox();
    expect(await fillOf(run, /^flag/)).toBe('#e8ecef');
    await run.getByRole('button', { name: 'try(here)' }).click();
    await mark(run, 'heresetFlag').waitFor();
    await run.getByRole('button', { name: 'raise(here)' }).click();
    await mark(run, 'heresetTurn').waitFor();
    expect(await fillOf(run, /^flag/)).toBe('#fde3e3');
    await session.window.picture('picture-light');
    await run.getByRole('group', { name: 'Picture Sides, step 2 of 2' }).press('ArrowUp');
    await mark(run, 'heresetFlag').waitFor();
    expect(await fillOf(run, /^flag/)).toBe('#e8ecef');
    expect(await run.locator('.picture-drawing').boundingBox()).toEqual(before);
    await run.getByRole('button', { name: 'Play' }).click();
    await mark(run, 'heresetTurn').waitFor();
    await run.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('is shown of a counterexample, dark, several to choose from, and says what it cannot draw', async () => {
    const dark = await session.workbench.open({ dark: true });
    const { page } = dark;
    await drop(page.locator('main'), [{ name: 'stack.ioa', text: PLATES }]);
    await page.locator('.view-line', { hasText: 'automaton Stack' }).waitFor();
    await page.getByText('Explore', { exact: true }).first().click();
    const explore = page.getByRole('region', { name: 'Explore' });
    await explore.getByRole('button', { name: 'Explore' }).click();
    await explore.getByRole('button', { name: 'Open the counterexample' }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await mark(run, '1').waitFor();
    expect(await run.locator('.picture-drawing .body').count()).toBe(2);
    expect(await page.evaluate(TONE)).toBe('rgb(18, 51, 47)');
    await dark.picture('picture-dark');
    await run.getByLabel('Which picture').selectOption('Top');
    await run.locator('.tone-gold', { hasText: '1' }).waitFor();
    await run.getByRole('group', { name: /^Picture Top/ }).press('Home');
    await run.getByText(/^Left out: /).waitFor();
    expect(await run.locator('.picture-drawing .body').count()).toBe(0);
    await mark(run, '0').waitFor();
    expect(dark.complaints()).toEqual([]);
    await dark.close();
  });

  it('takes no room where the text has none', async () => {
    const { page } = session.window;
    await openClassic(page, 'peterson');
    await page.getByRole('button', { name: /^alternating-bit/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByText('step 0 of 0').waitFor();
    await run.getByRole('region', { name: 'Picture' }).waitFor({ state: 'detached' });
    expect(await run.locator('.run-views').count()).toBe(0);
  });

  it('is saved as a file of its own, and is there for those who get a link', async () => {
    const { page } = session.window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const run = await openClassic(page, 'lcr');
    await run.getByRole('button', { name: 'vote' }).first().click();
    await mark(run, 'i0voting').waitFor();
    const saved = page.waitForEvent('download');
    await run.getByRole('button', { name: 'Save' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('Ring-1.svg');
    const svg = readFileSync(await file.path(), 'utf8');
    expect(svg).toContain('>voting</text>');
    expect(svg).toContain('prefers-color-scheme:dark');
    await run.getByRole('button', { name: 'Link' }).click();
    await run.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate('navigator.clipboard.readText()');
    const other = await session.workbench.open({ hash: new URL(String(link)).hash });
    await mark(other.page.getByRole('region', { name: 'Run' }), 'i0voting').waitFor();
    expect(other.complaints()).toEqual([]);
    await other.close();
  });
});

/** As the page shows it, whatever is written on the mark. */
const TONE = "getComputedStyle(document.querySelector('.picture-drawing .body')).fill";

async function openClassic(page: Page, name: string): Promise<Locator> {
  const gallery = page.getByRole('region', { name: 'Gallery' });
  await gallery.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const run = page.getByRole('region', { name: 'Run' });
  await run.getByRole('region', { name: 'Picture' }).waitFor();
  return run;
}

/** The first of those that have these words on them. */
function mark(run: Locator, label: string | RegExp): Locator {
  return run.locator('.picture-drawing > g', { hasText: label }).first();
}

async function fillOf(run: Locator, label: string | RegExp): Promise<string | null> {
  return mark(run, label).locator('.body').getAttribute('fill');
}
