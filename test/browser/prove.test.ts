// A person proves what a text claims, without leaving the page, and looks at what refutes a claim.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { startWorkbench, type Window, type Workbench } from './support/workbench.js';

let workbench: Workbench;
let window: Window;

beforeAll(async () => {
  workbench = await startWorkbench();
}, 300_000);

afterAll(() => workbench.close());

beforeEach(async () => {
  window = await workbench.open();
});

afterEach(async () => {
  expect(window.complaints()).toEqual([]);
  await window.close();
});

describe('the prove panel', () => {
  it('proves what the library claims of a lock', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^lock mutual exclusion/i }).click();
    const panel = await provePanel(page);
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(/^(\d+) of \1 obligations proved in/).waitFor();
    const tree = panel.getByRole('tree');
    expect(await tree.getByRole('img', { name: 'proved' }).count()).toBeGreaterThan(10);
    await tree.getByRole('treeitem', { name: /request/ }).click();
    await window.picture('proved');
  });
});

async function provePanel(page: Page): Promise<Locator> {
  await page.getByText('✓ no problems').waitFor();
  await page.getByText('Prove', { exact: true }).first().click();
  return page.locator('#panel-prove');
}
