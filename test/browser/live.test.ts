// A person starts a group in the page, casts, parts it by dragging, crashes a member, and watches the monitors.
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the live panel', () => {
  it('runs a group that is parted, merged and hit, and holds it against its services', async () => {
    const { page } = session.window;
    await page.getByText('Live', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Live' });
    await panel.getByRole('button', { name: 'Start the group' }).click();
    const first = panel.getByRole('group', { name: 'Island 1' });
    const second = panel.getByRole('group', { name: 'Island 2' });
    await expect.poll(() => first.getByText('p0 p1 p2').count(), { timeout: 30_000 }).toBe(3);
    await panel.getByRole('textbox', { name: 'm' }).fill('good morning');
    await panel.getByRole('button', { name: 'Do it' }).click();
    await expect
      .poll(() => panel.getByText(/deliver\(p0, "?good morning/).count(), { timeout: 20_000 })
      .toBe(3);
    await first.getByText('p2', { exact: true }).dragTo(second);
    await second.getByText('p2', { exact: true }).first().waitFor();
    await expect
      .poll(() => first.getByText('p0 p1', { exact: true }).count(), { timeout: 30_000 })
      .toBe(2);
    await panel.getByText('✓ ETO').waitFor({ timeout: 30_000 });
    await session.window.picture('live');
    await panel.getByLabel('Island of p2').selectOption('0');
    await expect.poll(() => first.getByText('p0 p1 p2').count(), { timeout: 30_000 }).toBe(3);
    await panel.getByRole('button', { name: 'Crash p1' }).click();
    await first.getByText('crashed').waitFor();
    await expect.poll(() => first.getByText('p0 p2').count(), { timeout: 30_000 }).toBe(2);
    await panel.getByRole('button', { name: 'Pause' }).click();
    await panel.getByRole('button', { name: 'Go on' }).waitFor();
    const saved = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save traces' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^p\d\.ndjson$/);
    await session.window.picture('live-crashed');
    await panel.getByRole('button', { name: 'Open as a run of ETO' }).click();
    const run = page.getByRole('region', { name: 'Run' });
    await run.getByText(/^step (\d+) of \1$/).waitFor({ timeout: 60_000 });
    await run.getByRole('group', { name: /Space-time/ }).press('Home');
    await run.locator('.event-label', { hasText: 'cast(' }).first().waitFor();
    await session.window.picture('live-as-run');
  }, 180_000);
});

describe('real processes', () => {
  it('are started by the server for its page, die when they are crashed, and end with the page and the server', async () => {
    const { page } = session.window;
    const panel = page.getByRole('region', { name: 'Live' });
    expect(page.url()).not.toContain('key');
    const started = await startProcesses();
    await page.reload();
    await ended(started);
    const [, victim = 0, ...others] = await startProcesses();
    await panel.getByRole('textbox', { name: 'm' }).fill('good morning');
    await panel.getByRole('button', { name: 'Do it' }).click();
    await expect
      .poll(() => panel.getByText(/deliver\(p0, "?good morning/).count(), { timeout: 20_000 })
      .toBe(3);
    await panel.getByRole('button', { name: 'Crash p1' }).click();
    await views('p0 p2', 2);
    await ended([victim]);
    await panel.getByRole('button', { name: 'Join' }).click();
    await views('p0 p2 p3', 3);
    await panel.getByText('✓ ETO').waitFor({ timeout: 30_000 });
    await session.window.picture('live-processes');
    await session.workbench.stopServing();
    await panel.getByRole('alert').getByText('The server has gone').waitFor();
    await ended(others);
    // That the server is gone is complained of by the browser, too.
    expect(session.window.complaints().join('; ')).toMatch(
      /^(Failed to load resource[^;]*(; )?)*$/,
    );
  }, 180_000);

  async function startProcesses(): Promise<readonly number[]> {
    const { page } = session.window;
    await page.getByText('Live', { exact: true }).first().click();
    const panel = page.getByRole('region', { name: 'Live' });
    await panel.getByLabel('Where it runs').selectOption('processes');
    await panel.getByRole('button', { name: 'Start the group' }).click();
    await views('p0 p1 p2', 3);
    const texts = await panel.getByText(/^pid \d+$/).allTextContents();
    const pids = texts.map((text) => Number(text.slice('pid '.length)));
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    return pids;
  }

  async function views(members: string, count: number): Promise<void> {
    const island = session.window.page.getByRole('group', { name: 'Island 1' });
    await expect
      .poll(() => island.getByText(members, { exact: true }).count(), { timeout: 40_000 })
      .toBe(count);
  }
});

/** A machine with much to do takes its time to end a process. */
async function ended(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
