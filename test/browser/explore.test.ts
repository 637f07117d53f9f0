// A person has every state of a scope looked at, and opens what refutes an invariant as a run.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the explore panel', () => {
  it('counts the states as the command does, and shows how often each action was taken', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^peterson/ }).click();
    await page.getByRole('region', { name: 'Run' }).getByText('What can happen').waitFor();
    await page.getByText('Explore', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Explore' });
    await panel.getByRole('button', { name: 'Explore' }).click();
    await panel.getByText('every reachable state').waitFor();
    expect(await panel.locator('.coverage tbody tr').count()).toBeGreaterThan(2);
    await session.window.picture('explored');
    await panel.getByRole('button', { name: 'Draw the states' }).click();
    const graph = panel.getByRole('region', { name: 'State graph' });
    await graph.waitFor();
    const distinct = await panel.locator('.figures dd').first().textContent();
    expect(await graph.getByRole('option').count()).toBe(Number(distinct));
    await graph.getByRole('listbox').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await graph.scrollIntoViewIfNeeded();
    await session.window.picture('state-graph');
    const saved = page.waitForEvent('download');
    await graph.getByRole('button', { name: 'Save as SVG' }).click();
    const svg = readFileSync(await (await saved).path(), 'utf8');
    expect(svg.match(/<rect x=/g)).toHaveLength(Number(distinct));
    await graph.getByRole('listbox').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Run' }).getByText('step 1 of 1').waitFor();
  });

  it('opens the shortest counterexample in the run panel', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.locator('.view-line', { hasText: 'automaton Channel' }).waitFor();
    await page.locator('.view-line', { hasText: 'eff wire[p, q] := tail' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(
      'invariant Short of Channel: \\A p: Proc (\\A q: Proc (len(wire[p, q]) < 3))\n',
    );
    const run = page.getByRole('region', { name: 'Run' });
    await page.getByText('✓ no problems').waitFor();
    await run.getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Explore', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Explore' });
    await panel.getByRole('button', { name: 'Explore' }).click();
    await panel.getByText('invariant Short does not hold, shown by 3 steps').waitFor();
    await panel.getByRole('button', { name: 'Open the counterexample' }).click();
    await run.getByText('step 3 of 3 · invariant Short does not hold at its end').waitFor();
    await run.getByText('invariant Short does not hold here').waitFor();
    await session.window.picture('counterexample');
  });
});
