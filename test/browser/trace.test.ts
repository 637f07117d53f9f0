// A person drops the logs of a recorded run into the workbench, and is told whether the open service explains it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const sessions = fileURLToPath(new URL('../sessions/', import.meta.url));
const logs = (run: string): string[] =>
  ['consumer', 'producer'].map((p) => `${sessions}logs/${run}/${p}.ndjson`);

const session = useWorkbench();

describe('the trace panel', () => {
  it('takes an orderly run, refuses a swapped one at its place, and a torn one as no run', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: 'New text' }).click();
    // The cursor is in the new text at once.
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.insertText(readFileSync(`${sessions}buffer.ioa`, 'utf8'));
    await page.getByRole('region', { name: 'Run' }).getByText('What can happen').waitFor();
    await page.getByText('Traces', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Traces' });
    const input = panel.getByLabel('Logs of a run');
    await input.setInputFiles(logs('orderly'));
    await panel.getByText('The run refines Buffer: 10 events of 2 processes.').waitFor();
    await input.setInputFiles(logs('swapped'));
    await panel.getByText('The run does not refine Buffer').waitFor();
    await panel.getByText('consumer.ndjson:3: got(consumer, pear)', { exact: true }).waitFor();
    await session.window.picture('trace');
    await input.setInputFiles(logs('torn'));
    await panel.getByText('The logs are no trace of Buffer.').waitFor();
  });
});
