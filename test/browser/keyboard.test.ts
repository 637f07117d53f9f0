// A person without a mouse, in the light and in the dark: every control is reached, seen and left, and can be read.
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { faintTexts } from './support/contrast.js';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

const PANELS = ['editor', 'gallery', 'run', 'explore', 'prove', 'trace', 'derive', 'live'] as const;

describe('the keyboard alone', () => {
  it('reaches each control of each panel, shows where it is, and gets away again', async () => {
    const { page } = session.window;
    await openLock(page);
    for (const [i, panel] of PANELS.entries()) {
      await page.keyboard.press(`Alt+${i + 1}`);
      await page.locator(`#panel-${panel}`).waitFor();
      if (panel === 'editor') continue;
      expect(await unreached(page, panel), panel).toEqual([]);
    }
  }, 180_000);

  it('writes tabs into a text, leaves it by Escape and Tab, and is told all keys', async () => {
    const { page } = session.window;
    await openLock(page);
    await page.keyboard.press('Alt+1');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('%');
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    await page.locator('.view-line', { hasText: /^%\s+x/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Tab leaves the text').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(IS_IN_EDITOR)).toBe(false);
    await page.keyboard.press('Alt+0');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('Escape, then Tab').waitFor();
    await session.window.picture('keys');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
  });
});

describe.each([false, true])('text, dark: %s', (dark) => {
  it('has enough contrast to be read on a projector', async () => {
    const { page } = session.window;
    if (dark) await page.getByRole('button', { name: 'Use dark colours' }).click();
    expect(await faintTexts(page)).toEqual([]);
    await openLock(page);
    await page.getByRole('button', { name: 'Tour' }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText(/^step \d+ of/).waitFor();
    for (const i of PANELS.keys()) {
      await page.keyboard.press(`Alt+${i + 1}`);
      expect(await faintTexts(page), PANELS[i]).toEqual([]);
    }
    await page.keyboard.press('Alt+0');
    expect(await faintTexts(page), 'keys').toEqual([]);
    await page.keyboard.press('Escape');
  });
});

async function openLock(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^lock mutual exclusion/i }).click();
  await page.getByText('✓ no problems').waitFor();
  await page.getByRole('region', { name: 'Run' }).getByText('What can happen').waitFor();
}

const IS_IN_EDITOR = `document.activeElement?.closest('.monaco-editor') !== null`;

/** More controls than these no panel has. */
const MOST = 120;

/** Controls that Tab does not come to, or that do not show that it did; and whether it never leaves. */
async function unreached(page: Page, panel: string): Promise<readonly string[]> {
  await page.evaluate(MARK(panel));
  for (let i = 0; i < MOST; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(VISIT(panel))) break;
  }
  return page.evaluate<readonly string[]>(LEFT);
}

/** Of rows of tabs, trees and lists one control stands for all: the arrows do the rest. */
const MARK = (panel: string): string => `(() => {
  const all = document.querySelectorAll('#panel-${panel} :is(button, input, select, [tabindex="0"])');
  globalThis.left = new Map([...all]
    .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
    .map((e) => [e, e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 40)]));
})()`;

/** True when it has left the panel. */
const VISIT = (panel: string): string => `(() => {
  const e = document.activeElement;
  if (e.closest('#panel-${panel}') === null) return true;
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) globalThis.left.delete(e);
  return false;
})()`;

const LEFT = `[...globalThis.left.values()]`;
