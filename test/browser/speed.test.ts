// How soon the page can be used, and how soon after a keystroke it says what is wrong: a look here, a study by
// MAAT_BENCH=1 npx vitest run test/browser/speed.test.ts
import { describe, expect, it } from 'vitest';
import { librarySource } from '@maat/spec-lang';
import type { Page } from 'playwright-core';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();
const IS_STUDY = process.env['MAAT_BENCH'] === '1';
const [LINES, STROKES, LOADS] = IS_STUDY ? [1000, 20, 5] : [300, 1, 1];

describe('the page', () => {
  it('can be used after each load, and marks and clears what is wrong with each keystroke', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: 'New text' }).click();
    await page.locator('.monaco-editor.focused').waitFor();
    const loads: number[] = [];
    for (let i = 0; i < LOADS; i += 1) loads.push(await loadAgain(page));
    console.log(`warm load until one can type: ${spread(loads)}`);
    await fill(page, largeText());
    const unreadable: number[] = [];
    for (let i = 0; i < STROKES; i += 1) unreadable.push(await answered(page, '?'));
    console.log(
      `a mark after a letter that makes no sense in ${LINES} lines: ${spread(unreadable)}`,
    );
    await goToLastName(page);
    const unknown: number[] = [];
    for (let i = 0; i < STROKES; i += 1) unknown.push(await answered(page, 'x'));
    console.log(`a mark after a letter that makes a name unknown: ${spread(unknown)}`);
    expect([loads, unreadable, unknown].map((t) => t.length)).toEqual([LOADS, STROKES, STROKES]);
    expect(await page.locator('.squiggly-error').count()).toBe(0);
    await page.getByText('✓ no problems').waitFor();
  }, 590_000);
});

/** Until the editor shows the text and the checker has looked at it. */
async function loadAgain(page: Page): Promise<number> {
  const began = performance.now();
  await page.reload({ waitUntil: 'commit' });
  await page.locator('.monaco-editor .view-lines').waitFor();
  await page.getByText(/checked in/).waitFor();
  return performance.now() - began;
}

async function fill(page: Page, text: string): Promise<void> {
  const documents = [{ file: 'large.ioa', text }];
  const kept = JSON.stringify(JSON.stringify({ documents, current: 'large.ioa' }));
  // What the page remembers when it is left would be written over this.
  await page.addInitScript(
    `if (!sessionStorage.filled) { sessionStorage.filled = 1; localStorage.setItem('maat.desk', ${kept}); }`,
  );
  await page.reload();
  await page.getByText(/checked in/).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Alt+1');
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+End');
  await page.waitForTimeout(PAUSE);
}

/** Into the name of the automaton that the last invariant is about. */
async function goToLastName(page: Page): Promise<void> {
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'End', 'ArrowLeft'])
    await page.keyboard.press(key);
}

/** Of a person, between two keystrokes that are measured. */
const PAUSE = 1_500;

/** From the key to the mark under what is wrong; then the text is right again. */
async function answered(page: Page, key: string): Promise<number> {
  await page.evaluate(WATCH);
  await page.keyboard.type(key);
  await page.waitForFunction('globalThis.marked !== undefined', null, { timeout: 60_000 });
  const took = await page.evaluate<number>('globalThis.marked');
  await page.keyboard.press('Backspace');
  await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  await page.waitForTimeout(PAUSE);
  return took;
}

const WATCH = `(() => {
  globalThis.marked = undefined;
  let began;
  addEventListener('keydown', () => { began = performance.now(); }, { capture: true, once: true });
  const watch = new MutationObserver(() => {
    if (document.querySelector('.squiggly-error') === null) return;
    watch.disconnect();
    globalThis.marked = performance.now() - began;
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
})()`;

/** The classics again and again, each time under other names. */
function largeText(): string {
  const names = ['alternating-bit', 'two-phase-commit', 'peterson', 'lcr'];
  const text = names.map((n) => librarySource(`classics/${n}.ioa`)?.text ?? '').join('\n');
  const units = [
    ...text.matchAll(/^(?:automaton|invariant|forward simulation|type|let) (\w+)/gm),
  ].map((m) => m[1]);
  const name = new RegExp(`\\b(${[...new Set(units)].join('|')})\\b`, 'g');
  const copies: string[] = [];
  for (let n = 0; copies.join('\n').split('\n').length < LINES; n += 1)
    copies.push(text.replace(/^import.*$/gm, '').replace(name, `$1${n}`));
  return copies.join('\n');
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
