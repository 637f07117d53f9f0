// A person proves what a text claims without leaving the page, and looks at what refutes a claim.
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

const PROVED = /^(\d+) of \1 obligations proved in/;

describe('a proof in the page', () => {
  it('shows what the library claims of a lock to hold, in the panel and beside the text', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^lock mutual exclusion/i }).click();
    const panel = await provePanel(page);
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(PROVED).waitFor();
    const tree = panel.getByRole('tree');
    expect(await tree.getByRole('img', { name: 'proved' }).count()).toBeGreaterThan(10);
    await tree
      .getByRole('treeitem', { name: /newView/ })
      .first()
      .click();
    await page.keyboard.press('ArrowDown');
    await panel.getByRole('button', { name: 'SMT-LIB text' }).click();
    await panel.getByText('(check-sat)').waitFor();
    await page.getByText('MutualExclusion', { exact: false }).first().waitFor();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.locator('.verdict-proved').nth(1).waitFor();
    await page.locator('.verdict-proved').first().hover();
    await page.getByText(/Proved for any number of processes/).waitFor();
    await session.window.picture('proved');
  });

  it('draws what refutes an invariant, opens it as a run, and after an edit asks anew only what it touched', async () => {
    const { page } = session.window;
    const panel = await withClaim(page, 'len(wire[p, q]) < 3');
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByRole('button', { name: 'Open the run' }).waitFor();
    await page.locator('.verdict-refuted').waitFor();
    await page.locator('.verdict-seen').first().waitFor();
    await panel.getByRole('treeitem', { name: /Short/ }).nth(1).click();
    const drawn = panel.getByRole('figure', { name: 'Counterexample' });
    await drawn.getByText('false after the step').waitFor();
    await session.window.picture('refuted');
    await drawn.getByRole('button', { name: 'Open as a run' }).click();
    const run = page.locator('#panel-run');
    await run.getByText('step 1 of 1').waitFor();
    await page.getByText('Prove', { exact: true }).first().click();
    await panel.getByRole('button', { name: 'Open the run' }).click();
    await run.getByText('step 3 of 3 · invariant Short does not hold at its end').waitFor();
    // From the margin of the text, too.
    await run.getByRole('button', { name: 'Start over' }).click();
    await run.getByText('step 0 of 0').waitFor();
    await page.locator('.verdict-refuted').click();
    await run.getByText('step 3 of 3 · invariant Short does not hold at its end').waitFor();
  });

  it('leaves the page to whoever types', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Total order/ }).click();
    await page.locator('.view-line', { hasText: 'automaton ETO' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(LONG_TO_PROVE);
    const panel = await provePanel(page);
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(/^\d+ of \d+ obligations proved/).waitFor({ timeout: 120_000 });
    await page.evaluate(IN_WHICH_ORDER);
    await page.locator('.view-line', { hasText: 'derivation TotalETO' }).click();
    await page.keyboard.type('%%%%');
    await page.waitForFunction('order.length > 0', null, { timeout: 60_000 });
    expect(await page.evaluate('order')).toEqual(['typed']);
    await panel.getByRole('button', { name: 'Stop' }).click();
  });

  it('is told in its place that the solver failed, and goes on with a new one', async () => {
    const { page } = session.window;
    await page.route('**/*.wasm', (route) => route.abort());
    const panel = await withClaim(page, 'len(wire[p, q]) >= 0');
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByRole('alert').getByText('The solver failed, and was started anew').waitFor();
    await session.window.picture('solver-failed');
    await page.unroute('**/*.wasm');
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(PROVED).waitFor();
    const solver = page.workers().find((w) => w.url().includes('z3.worker'));
    if (solver === undefined) throw new Error('there is no solver');
    await solver.evaluate("setTimeout(() => { throw new Error('fell over'); })");
    await page.locator('.view-line', { hasText: 'automaton Channel' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(claim('Long', 'len(wire[p, q]) + 1 > 0'));
    await page.getByText('✓ no problems').waitFor();
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(/^(1\d) of \1 obligations proved in/).waitFor();
  });
});

describe('a host without headers', () => {
  let host: Server;
  afterEach(() => new Promise((resolve) => host.close(resolve)));

  it('has its page isolated by a worker, so that it can prove too', async () => {
    host = plainHost();
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const { page } = session.window;
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await expect.poll(() => page.evaluate('crossOriginIsolated').catch(() => false)).toBe(true);
    const panel = await withClaim(page, 'len(wire[p, q]) >= 0');
    await panel.getByRole('button', { name: 'Prove' }).click();
    await panel.getByText(PROVED).waitFor();
    host.closeAllConnections();
  });
});

const LONG_TO_PROVE = `
derivation TotalETO from ETO to TotalETO = replicate(queue); faultTolerant; messagePassing
`;

/** What is seen first: the letters, or the end of the proof. */
const IN_WHICH_ORDER = `(() => {
  globalThis.order = [];
  const seen = (what, isSeen) => {
    if (isSeen && !order.includes(what)) order.push(what);
  };
  const look = () => {
    const lines = [...document.querySelectorAll('.view-line')];
    seen('typed', lines.some((l) => l.textContent.includes('%%%%')));
    const buttons = [...document.querySelectorAll('#panel-prove button')];
    seen('proved', !buttons.some((b) => b.textContent === 'Stop'));
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;

async function provePanel(page: Page): Promise<Locator> {
  await page.getByText('✓ no problems').waitFor();
  await page.getByText('Prove', { exact: true }).first().click();
  return page.locator('#panel-prove');
}

/** The text that a new one begins with, and a claim about each of its channels. */
async function withClaim(page: Page, condition: string): Promise<Locator> {
  await page.getByRole('button', { name: /^Your own/ }).click();
  await page.locator('.view-line', { hasText: 'automaton Channel' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(claim('Short', condition));
  return provePanel(page);
}

function claim(name: string, condition: string): string {
  return `invariant ${name} of Channel: \\A p: Proc (\\A q: Proc (${condition}))\n`;
}

const site = fileURLToPath(new URL('../../web/site', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** As plain as a static host can be. */
function plainHost(): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = `${site}${path === '/' ? '/index.html' : path}`;
    readFile(file).then(
      (bytes) => {
        const type = TYPES[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { 'Content-Type': type }).end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
}
