// A person runs a specification: by hand, by chance, back and forth in time, and hands the run to somebody else.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the run panel', () => {
  it('steps by hand, says why an action cannot happen, and keeps what was left as a branch', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByText(/receive\(proc0, proc0, msg0\)/).waitFor();
    await run.getByText('wire[p, q] ~= {}').waitFor();
    await run.getByRole('button', { name: 'send(proc0, proc1, msg0)' }).click();
    await run.getByText('step 1 of 1').waitFor();
    await run.getByRole('button', { name: 'receive(proc1, proc0, msg0)' }).click();
    await run.getByText('step 2 of 2').waitFor();
    expect(await run.locator('svg .arrow').count()).toBe(1);
    await session.window.picture('run-by-hand');
    await run.getByRole('group', { name: /^Space-time diagram/ }).press('ArrowUp');
    await run.getByText('step 1 of 2').waitFor();
    await run.getByRole('button', { name: 'send(proc0, proc1, msg1)' }).click();
    await run.getByText('step 2 of 2').waitFor();
    await run.getByText('Other branches').waitFor();
    await run.getByRole('button', { name: /2 steps, last receive/ }).click();
    await run.getByRole('button', { name: /2 steps, last send/ }).waitFor();
  });

  it('runs by chance, the same for the same seed, with views as bands', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Total order/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('textbox', { name: 'Scope' }).fill('Proc=3,View=3,Msg=2');
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText('step 50 of 50').waitFor();
    await session.window.picture('run-by-chance');
    expect(await run.locator('svg .band').count()).toBeGreaterThan(0);
    const labels = await run.locator('.event-label').allTextContents();
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText('step 50 of 50').waitFor();
    expect(await run.locator('.event-label').allTextContents()).toEqual(labels);
  });

  it('draws a thousand events without making a thousand rows, and exports all of them', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByLabel('Steps').selectOption('1000');
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText('step 1000 of 1000').waitFor();
    expect(await run.locator('svg .event').count()).toBeLessThan(80);
    const saved = page.waitForEvent('download');
    await run.getByRole('button', { name: 'SVG' }).click();
    const file = await (await saved).path();
    const svg = readFileSync(file, 'utf8');
    expect(svg.match(/<circle/g)).toHaveLength(1000);
    const trace = page.waitForEvent('download');
    await run.getByRole('button', { name: 'ITF' }).click();
    const itf: unknown = JSON.parse(readFileSync(await (await trace).path(), 'utf8'));
    expect(itf).toMatchObject({ vars: ['wire'] });
    expect((itf as { readonly states: readonly unknown[] }).states).toHaveLength(1001);
  });

  it('gives a link that holds the specification and the run', async () => {
    const { page } = session.window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: /^Your own/ }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('button', { name: 'send(proc1, proc0, msg1)' }).click();
    await run.getByText('step 1 of 1').waitFor();
    await run.getByRole('button', { name: 'Link' }).click();
    await run.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate('navigator.clipboard.readText()');
    const other = await session.workbench.open({ hash: new URL(String(link)).hash });
    const theirs = other.page.getByRole('region', { name: 'Run' });
    await theirs.locator('.event-label', { hasText: 'send(proc0, msg1)' }).waitFor();
    await other.page.locator('.view-line', { hasText: 'automaton Channel' }).waitFor();
    expect(other.complaints()).toEqual([]);
    await other.close();
  });

  it('says so when a link holds nothing that can be read', async () => {
    const other = await session.workbench.open({ hash: '#run=bm90aGluZw' });
    await other.page.getByText('The link holds no run that can be read.').waitFor();
    await other.close();
  });
});
