// A person drags logs from a folder onto the page: they are held against the open service, however large they are.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { drop, type Dropped } from './support/drop.js';
import { useWorkbench } from './support/session.js';

const sessions = fileURLToPath(new URL('../sessions/', import.meta.url));
const session = useWorkbench();

/** Set it to 50 for the study: it takes a minute and a gigabyte. */
const MEGABYTES = Number(process.env['MAAT_TRACE_MB'] ?? 2);

describe('files that are dropped on the page', () => {
  it('are refined when they are logs, from the live panel too, and opened when they are texts', async () => {
    const { page } = session.window;
    await openBuffer(page);
    await page.keyboard.press('Alt+8');
    await drop(page.locator('#panel-live'), [log('consumer'), log('producer')]);
    const panel = page.getByRole('region', { name: 'Traces' });
    await panel.getByText('The run refines Buffer: 10 events of 2 processes.').waitFor();
    await session.window.picture('dropped');
    const text = { name: 'other.ioa', text: 'automaton Other\n  signature\n    internal go\n' };
    await drop(page.locator('.monaco-editor'), [text]);
    await page.getByRole('tab', { name: 'other.ioa' }).waitFor();
    await page.locator('.view-line', { hasText: 'automaton Other' }).waitFor();
  });

  it('are read while the page stays ready to type, and stopped or refused in place', async () => {
    const { page } = session.window;
    await openBuffer(page);
    await drop(page.locator('main'), longLogs(MEGABYTES));
    const panel = page.getByRole('region', { name: 'Traces' });
    await panel
      .getByRole('status')
      .getByText(/reading|holding/)
      .waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+Home');
    const began = performance.now();
    await page.keyboard.type('% typed while it is read', { delay: 20 });
    await page.locator('.view-line', { hasText: 'typed while it is read' }).waitFor();
    expect(performance.now() - began).toBeLessThan(8_000);
    await panel.getByText(/^The run refines Buffer/).waitFor({ timeout: 240_000 });
    await panel.getByText('The text has changed since').waitFor();
    await session.window.picture('trace-stale');
    await panel.getByRole('button', { name: 'Hold them against it again' }).click();
    // A click waits until nothing moves, and it may be over by then.
    await panel.getByRole('button', { name: 'Stop' }).dispatchEvent('click');
    await panel.getByRole('alert').getByText('Stopped: nothing is known.').waitFor();
    await drop(page.locator('main'), [{ name: 'huge.ndjson', text: 130_000_000 }]);
    await panel.getByText(/a page has room for 120/).waitFor();
    await page.locator('.view-line', { hasText: 'typed while it is read' }).waitFor();
  }, 300_000);

  it('are handed on as a link when they are looked at as a run, or as a file when they are too long for one', async () => {
    const { page } = session.window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openBuffer(page);
    const panel = page.getByRole('region', { name: 'Traces' });
    const run = page.getByRole('region', { name: 'Run' });
    await drop(page.locator('main'), longLogs(0.01));
    await panel.getByRole('button', { name: 'Open in the run panel' }).click();
    const shown = await run.getByText(/^step \d\d+ of/).textContent();
    await run.getByRole('button', { name: 'Link' }).click();
    await run.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto('about:blank');
    await page.goto(link);
    await run.getByText(shown ?? '', { exact: true }).waitFor();
    await drop(page.locator('main'), longLogs(0.4, fingerprint));
    await panel.getByRole('button', { name: 'Open in the run panel' }).click();
    const long = await run.getByText(/^step \d{3,} of/).textContent();
    await run.getByRole('button', { name: 'Link' }).click();
    await run.getByText(/get lost on the way/).waitFor();
    await session.window.picture('run-without-link');
    const saved = page.waitForEvent('download');
    await run.getByRole('button', { name: 'Save it as a file' }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByText('step 0 of 0').waitFor();
    await drop(page.locator('main'), [{ name: 'Buffer.run.json', text }]);
    await run.getByText(long ?? '', { exact: true }).waitFor();
  }, 300_000);
});

/** Letters that nothing makes shorter. */
function fingerprint(item: string): string {
  const hash = (text: string): string => createHash('sha512').update(text).digest('base64');
  return hash(item) + hash(hash(item));
}

async function openBuffer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New text' }).click();
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.insertText(readFileSync(`${sessions}buffer.ioa`, 'utf8'));
  await page.getByRole('region', { name: 'Run' }).getByText('What can happen').waitFor();
}

function log(process: string): Dropped {
  const text = readFileSync(`${sessions}logs/orderly/${process}.ndjson`, 'utf8');
  return { name: `${process}.ndjson`, text };
}

/** What a producer and a consumer do with so many megabytes of events, with their clocks. */
function longLogs(megabytes: number, named = (item: string) => item): readonly Dropped[] {
  const [producer, consumer] = [new LongLog('producer'), new LongLog('consumer')];
  for (let i = 0; producer.bytes + consumer.bytes < megabytes * 1_000_000; i += 1) {
    const [x, clock] = [named(`item${i}`), 5 * i];
    producer.add('put', clock + 1, { x });
    producer.add('accept', clock + 2, {}, { internal: true });
    producer.add('stored', clock + 3);
    consumer.add('get', clock + 4);
    consumer.add('got', clock + 5, { x });
  }
  return [producer, consumer].map((l) => ({ name: `${l.process}.ndjson`, text: l.text() }));
}

class LongLog {
  readonly process: string;
  bytes = 0;
  readonly #lines: string[] = [];

  constructor(process: string) {
    this.process = process;
    const header = { maat: 1, process, run: 'long', service: 'Buffer', stack: 'by hand' };
    this.#lines.push(JSON.stringify(header));
  }

  add(action: string, clock: number, args: object = {}, witness: object = {}): void {
    const n = this.#lines.length;
    const all = { p: this.process, ...args };
    const event = { n, t: clock, action, args: all, witness: { clock, ...witness } };
    const line = JSON.stringify(event);
    this.bytes += line.length + 1;
    this.#lines.push(line);
  }

  text(): string {
    const end = { end: 'closed', lines: this.#lines.length - 1 };
    return `${[...this.#lines, JSON.stringify(end)].join('\n')}\n`;
  }
}
