// What goes wrong is told where one looks: a text broken in the middle, a browser that keeps nothing, a wrong expression.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drop } from './support/drop.js';
import { useWorkbench } from './support/session.js';

const sessions = fileURLToPath(new URL('../sessions/', import.meta.url));
const session = useWorkbench();

const OLD = 'The text has changed since: this was said of what it was.';

describe('a text that is broken while panels show what was said of it', () => {
  it('leaves them their last word, marked as old, and says why there is no new one', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.getByText('✓ no problems').waitFor();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText('step 50 of 50').waitFor();
    await page.keyboard.press('Alt+4');
    const explore = page.getByRole('region', { name: 'Explore' });
    await explore.getByLabel('inputs at most').fill('1');
    await explore.getByRole('button', { name: 'Explore', exact: true }).click();
    const verdict = explore.locator('.explored-verdict');
    await verdict.waitFor();
    const said = await verdict.textContent();
    await page.locator('.view-line', { hasText: 'automaton Channel' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('invariant X of');
    await page.getByText(/^\d+ errors?$/).waitFor();
    await explore.getByText(OLD).waitFor();
    await explore.getByRole('button', { name: 'Explore', exact: true }).click();
    await explore.getByText('The text has errors; they are under Problems.').waitFor();
    expect(await verdict.textContent()).toBe(said);
    await page.keyboard.press('Alt+3');
    await run.getByText('The text has changed since: start over to run it.').waitFor();
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByRole('alert').getByText('The text has errors').waitFor();
    await run.getByText('step 50 of 50').waitFor();
    await session.window.picture('trouble');
  });
});

describe('a browser that has no room', () => {
  it('says so while one types, and the text stays', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.getByText('✓ no problems').waitFor();
    await page.evaluate(`(() => {
      for (let size = 1 << 22; size >= 1; size >>= 1)
        try { for (;;) localStorage.setItem('x' + Math.random(), 'x'.repeat(size)); } catch {}
    })()`);
    await page.locator('.view-line', { hasText: 'automaton Channel' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`% not kept${' at all'.repeat(10)}`);
    await page.getByText('this browser keeps no more edits').waitFor();
    await page.locator('.view-line', { hasText: '% not kept' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Save / }).click();
    const stream = await (await saved).createReadStream();
    let text = '';
    for await (const piece of stream) text += String(piece);
    expect(text).toContain('% not kept');
  });
});

describe('a run in the format of other tools', () => {
  it('is taken again where it is dropped, as far as it is one, and what cannot be read takes nothing away', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.getByText('✓ no problems').waitFor();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText('step 50 of 50').waitFor();
    const saved = page.waitForEvent('download');
    await run.getByRole('button', { name: 'ITF' }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByText('step 0 of 0').waitFor();
    await drop(page.locator('main'), [{ name: 'run.itf.json', text }]);
    await run.getByText('step 50 of 50').waitFor();
    const otherwise = JSON.parse(text) as { states: unknown[] };
    otherwise.states.splice(20, 1);
    const cut = { name: 'cut.itf.json', text: JSON.stringify(otherwise) };
    await drop(page.locator('main'), [cut]);
    await run.getByText(/^The run ends here. State \d+ of the file cannot be/).waitFor();
    const ended = await run.getByText(/^step (\d+) of \1/).textContent();
    await drop(page.locator('main'), [{ name: 'no.itf.json', text: '{' }]);
    await run.getByRole('alert').getByText('The file is no JSON').waitFor();
    expect(await run.getByText(/^step (\d+) of \1/).textContent()).toBe(ended);
    await session.window.picture('run-of-others');
  });
});

describe('an expression in a run', () => {
  it('has its value at each moment and along the run, which goes on as a link', async () => {
    const { page } = session.window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'New text' }).click();
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.insertText(readFileSync(`${sessions}buffer.ioa`, 'utf8'));
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByText('What can happen').waitFor();
    await run.getByRole('button', { name: 'Random run' }).click();
    await run.getByText(/^step (\d+) of \1/).waitFor();
    const field = run.getByLabel('Expression to evaluate');
    for (const text of ['len(queue)', 'head(queue', 'len(queue) <= capacity', 'done[proc0]']) {
      await field.fill(text);
      await field.press('Enter');
    }
    const rows = run.getByRole('region', { name: 'Expressions' }).getByRole('listitem');
    await rows.nth(2).getByText('true', { exact: true }).waitFor();
    await rows.nth(1).locator('.warn').waitFor();
    await rows
      .nth(3)
      .locator('.watch-value', { hasText: /(true|false)$/ })
      .waitFor();
    await rows.nth(0).getByRole('button', { name: 'along the run' }).click();
    const along = run.getByRole('list', { name: 'len(queue) along the run' });
    await along.getByRole('button', { name: 'step 0' }).click();
    await run.getByText(/^step 0 of/).waitFor();
    await session.window.picture('expressions');
    await run.getByRole('button', { name: 'Link' }).click();
    await run.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto('about:blank');
    await page.goto(link);
    await run.getByText(/^step (\d+) of \1/).waitFor();
  });
});
