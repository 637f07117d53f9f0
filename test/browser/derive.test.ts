// A person derives a layer from a service, looks at what each step changed, has the steps checked, reads the code.
import { describe, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the derive panel', () => {
  it('offers a derivation for a service, makes it, checks it, and shows where code comes from', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Total order/ }).click();
    await page.getByText('✓ no problems').waitFor();
    await page.getByText('Derive', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Derive' });
    await panel.getByRole('button', { name: 'Write this derivation' }).click();
    await page.getByText('✓ no problems').waitFor();
    await session.window.picture('derive-offer');
    await panel.getByRole('button', { name: 'Derive', exact: true }).click();
    await panel.getByRole('tab', { name: /TotalETOReplicated/ }).waitFor({ timeout: 60_000 });
    await panel.getByText('Relation TotalETOReplicates').waitFor();
    await session.window.picture('derive-step');
    await page.getByRole('button', { name: 'Give these panels the whole page' }).last().click();
    await panel.getByRole('tab', { name: /TotalETOMessages/ }).click();
    await session.window.picture('derive-wide');
    await panel.getByLabel(/inputs/).fill('1');
    await panel.getByLabel(/states/).fill('2600');
    await panel.getByRole('button', { name: 'Check the steps' }).click();
    await panel.getByRole('tab', { name: /TotalETO ✓/ }).waitFor({ timeout: 120_000 });
    await panel.getByRole('tab', { name: /TotalETOReplicated ✓/ }).click();
    await panel.getByText(/Obligations: \d+ of \d+ hold/).scrollIntoViewIfNeeded();
    await session.window.picture('derive-checked');
    await panel.getByRole('tab', { name: /TypeScript/ }).click();
    await panel.getByText('this.pend = this.pend.append(m);').click();
    await panel.getByText('From evs.ioa, line 20').waitFor();
    await panel.getByText('pend[p] := pend[p] |- m', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await panel.getByText('Added by replicate: the holder of the token writes').waitFor();
    await session.window.picture('derive-code');
  }, 240_000);
});
