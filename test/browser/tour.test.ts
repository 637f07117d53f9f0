// A new user follows the tour word for word: from an empty text to a derived, proved, running layer.
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the tour', () => {
  it('leads from an empty text to a layer that is proved and runs, and knows by itself what was done', async () => {
    const { window } = session;
    const { page } = window;
    const tour = page.getByRole('region', { name: 'Tour' });
    const done = async (): Promise<void> => {
      await tour.getByText('✓ done').waitFor({ timeout: 120_000 });
      await tour.getByRole('button', { name: 'Next' }).click();
    };
    const type = async (): Promise<void> => {
      const text = (await tour.getByLabel('What to type').textContent()) ?? '';
      await page.locator('.monaco-editor .view-line').first().waitFor();
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('Control+End');
      for (const line of text.trimEnd().split('\n')) {
        await page.keyboard.type(line.trim());
        await page.keyboard.press('Escape');
        await page.keyboard.press('End');
        await page.keyboard.press('Enter');
      }
      await done();
    };
    await page.getByRole('button', { name: 'Tour' }).click();
    await page.getByRole('button', { name: 'New text' }).click();
    await done();
    await window.picture('tour');
    await type();
    await type();
    await type();
    await page.keyboard.press('Alt+3');
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByRole('button', { name: 'Random run' }).click();
    await done();
    await type();
    // Left and taken up again: nothing is lost.
    await page.reload();
    await tour.getByText('Look at every state').waitFor();
    await page.getByText('✓ no problems').waitFor();
    await page.keyboard.press('Alt+4');
    const explore = page.getByRole('region', { name: 'Explore' });
    await explore.getByLabel('inputs at most').fill('2');
    await explore.getByRole('button', { name: 'Explore', exact: true }).click();
    await done();
    await page.keyboard.press('Alt+5');
    await page.locator('#panel-prove').getByRole('button', { name: 'Prove', exact: true }).click();
    await done();
    await page.keyboard.press('Alt+7');
    const derive = page.getByRole('region', { name: 'Derive' });
    await derive.getByRole('button', { name: 'Write this derivation' }).click();
    await derive.getByRole('button', { name: 'Derive', exact: true }).click();
    await done();
    await derive.getByRole('tab', { name: /TypeScript/ }).click();
    await derive.getByText('this.todo = this.todo + 1').first().click();
    await done();
    await derive.getByRole('button', { name: 'Check the steps' }).click();
    await window.picture('tour-derive');
    await done();
    await derive.getByRole('tab', { name: /TotalCounterReplicated/ }).click();
    await derive.getByRole('button', { name: 'Prove this step' }).click();
    await derive.getByText(/^Obligations: (\d+) of \1 proved$/).waitFor({ timeout: 120_000 });
    await derive.getByRole('tab', { name: /TotalCounterReplicated ✓/ }).waitFor();
    await done();
    await page.keyboard.press('Alt+8');
    const live = page.getByRole('region', { name: 'Live' });
    await live.getByLabel('Which stack').selectOption('TotalCounter');
    await live.getByRole('button', { name: 'Start the group' }).click();
    const first = live.getByRole('group', { name: 'Island 1' });
    await expect.poll(() => first.getByText('p0 p1 p2').count(), { timeout: 60_000 }).toBe(3);
    for (let i = 0; i < 3; i += 1) await live.getByRole('button', { name: 'Do it' }).click();
    await done();
    await first
      .getByText('p2', { exact: true })
      .dragTo(live.getByRole('group', { name: 'Island 2' }));
    await done();
    await tour.getByText('That is the way').waitFor();
    await tour.getByText('✓ the end').waitFor();
    await window.picture('tour-end');
  }, 300_000);
});
