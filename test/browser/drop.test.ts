// A person drags logs from a folder onto the page: they are held against the open service, however large they are.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
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
    await panel.getByRole('button', { name: 'Stop' }).click();
    await panel.getByRole('alert').getByText('Stopped: nothing is known.').waitFor();
    await drop(page.locator('main'), [{ name: 'huge.ndjson', text: 130_000_000 }]);
    await panel.getByText(/a page has room for 120/).waitFor();
    await page.locator('.view-line', { hasText: 'typed while it is read' }).waitFor();
  }, 300_000);
});

async function openBuffer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New text' }).click();
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.insertText(readFileSync(`${sessions}buffer.ioa`, 'utf8'));
  await page.getByRole('region', { name: 'Run' }).getByText('What can happen').waitFor();
}

interface Dropped {
  readonly name: string;
  readonly text: string | number;
}

function log(process: string): Dropped {
  const text = readFileSync(`${sessions}logs/orderly/${process}.ndjson`, 'utf8');
  return { name: `${process}.ndjson`, text };
}

/** The events of a drop, with files in them, as the browser makes them. */
async function drop(place: Locator, files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await place.page().evaluateHandle(`(${TRANSFER})(${JSON.stringify(files)})`);
  await place.dispatchEvent('dragenter', { dataTransfer });
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.page().getByText('to open them').waitFor();
  await place.dispatchEvent('drop', { dataTransfer });
}

/** A number in place of a text is of so many bytes that nobody reads. */
const TRANSFER = `(files) => {
  const transfer = new DataTransfer();
  for (const { name, text } of files) {
    const content = typeof text === 'number' ? new Uint8Array(text) : text;
    transfer.items.add(new File([content], name));
  }
  return transfer;
}`;

/** What a producer and a consumer do with so many megabytes of events, with their clocks. */
function longLogs(megabytes: number): readonly Dropped[] {
  const [producer, consumer] = [new LongLog('producer'), new LongLog('consumer')];
  for (let i = 0; producer.bytes + consumer.bytes < megabytes * 1_000_000; i += 1) {
    const [x, clock] = [`item${i}`, 5 * i];
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
