// A person writes and opens specifications in the workbench, and is told at once what is wrong with them.
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/session.js';

const session = useWorkbench();

describe('the editor', () => {
  it('welcomes with something to begin with, isolated so that a solver could run', async () => {
    const { page } = session.window;
    await page.getByRole('heading', { name: 'Write what a group may observe' }).waitFor();
    await page.getByRole('button', { name: 'evs', exact: false }).first().waitFor();
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    await session.window.picture('welcome');
  });

  it('opens a text of the library and finds nothing wrong with it', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Total order/ }).click();
    await page.locator('.view-line', { hasText: 'automaton ETO' }).waitFor();
    await page.getByText('✓ no problems').waitFor();
    await session.window.picture('eto');
  });

  it('colours a text by the grammar of other editors', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.locator('.view-line', { hasText: 'automaton Channel' }).waitFor();
    const colourOf = (text: string): Promise<string> =>
      page.evaluate(
        `getComputedStyle([...document.querySelectorAll('.view-line span span')].find((s) => s.textContent.trim() === '${text}') ?? document.body).color`,
      );
    await expect.poll(() => colourOf('automaton')).toBe('rgb(124, 58, 237)');
    await expect.poll(() => colourOf('Channel')).toBe('rgb(15, 118, 110)');
  });

  it('prints the text alone, with its colours, numbered lines and signs for operators', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.locator('.view-line', { hasText: 'automaton Channel' }).waitFor();
    await page.evaluate('window.print = () => dispatchEvent(new Event("beforeprint"))');
    await page.getByRole('button', { name: /^Print / }).click();
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('.paper');
    expect(await paper.locator('.line').count()).toBeGreaterThan(10);
    expect(await paper.innerText()).toContain('wire[p, q] ≠ {}');
    expect(await page.locator('#root').isVisible()).toBe(false);
    await session.window.picture('paper');
    await page.emulateMedia({ media: 'screen' });
    expect(await paper.isVisible()).toBe(false);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await paper.count()).toBe(0);
    // On paper all is in another place, which is no shift of the page; it is counted anew.
    await page.reload();
  });

  it('says while typing what is wrong, goes there, and keeps the text', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.locator('.view-line', { hasText: 'automaton Channel' }).waitFor();
    await page.getByText('✓ no problems').waitFor();
    await page.locator('.view-line', { hasText: 'eff wire[p, q] := tail' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('; wird := 3');
    const problem = page.getByRole('button', { name: /wird/ });
    await problem.waitFor();
    await session.window.picture('problem');
    await problem.click();
    await expect.poll(() => page.evaluate("localStorage.getItem('maat.desk')")).toContain('wird');
    await page.reload();
    await page.locator('.view-line', { hasText: 'wird := 3' }).waitFor();
  });
});

describe('the language service in the editor', () => {
  it('says what a name is, completes it, goes to where it is declared, and renames it', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.getByText('✓ no problems').waitFor();
    await page.locator('.view-line', { hasText: 'eff wire[p, q] := tail' }).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await page.locator('.monaco-hover', { hasText: 'Seq[Msg]' }).first().waitFor();
    await session.window.picture('hover');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.keyboard.type('; wi');
    await page.locator('.suggest-widget').getByText('wire', { exact: true }).first().waitFor();
    await session.window.picture('completion');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Control+ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.getByText('✓ no problems').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F12');
    await page.locator('.active-line-number', { hasText: /^8$/ }).waitFor();
    await page.keyboard.press('F2');
    const name = page.locator('.rename-input');
    await name.waitFor();
    await name.fill('pipe');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'eff pipe[p, q] := tail(pipe[p, q])' }).waitFor();
    await page.getByText('✓ no problems').waitFor();
  });

  it('keeps the indentation of whoever types it, and gives one to whoever does not', async () => {
    const { page } = session.window;
    const texts = (): Promise<readonly string[]> =>
      page.evaluate(
        "JSON.parse(localStorage.getItem('maat.desk')).documents.map((d) => d.text.trim())",
      );
    const crowded = TURNS.replace('size(gone) >= 0', 'size( gone )>=0');
    const written: string[] = [];
    for (const text of [crowded, crowded.replace(/^ +/gm, '')]) {
      await page.getByRole('button', { name: 'New text' }).click();
      await page.locator('.monaco-editor.focused').waitFor();
      await page.keyboard.type(text);
      await expect.poll(texts).toEqual([...written, crowded]);
      await page.keyboard.press('F1');
      await page.keyboard.type('Format Document');
      await page.keyboard.press('Enter');
      written.push(TURNS);
      await expect.poll(texts).toEqual(written);
    }
  });

  it('writes operators as signs while typing, where that is wanted', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: 'Signs' }).click();
    await page.getByRole('button', { name: /^Your own/ }).click();
    await page.locator('.view-line', { hasText: 'eff wire[p, q] := tail' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('invariant I of Channel: \\A p: Proc (wire[p, p] ~= {} ');
    await page.locator('.view-line', { hasText: '∀ p: Proc (wire[p, p] ≠ {}' }).waitFor();
  });
});

describe('in the dark', () => {
  it('is as readable', async () => {
    const dark = await session.workbench.open({ dark: true });
    await dark.page.getByRole('button', { name: /^Leader election/ }).click();
    await dark.page.locator('.view-line', { hasText: 'automaton Process' }).waitFor();
    await dark.page.getByText('✓ no problems').waitFor();
    await dark.picture('dark');
    expect(dark.complaints()).toEqual([]);
    await dark.close();
  });
});

/** As the formatter writes it. */
const TURNS = `automaton Turns(Node: type)
  signature
    input  ask(i: Node)
    output go(i: Node)
  states
    turn: Null[Node] := nil,
    gone: Set[Node] := {}
  transitions
    input ask(i)
      eff turn := embed(i)
    output go(i)
      pre turn = embed(i);
          i \\notin gone
      eff gone := insert(i, gone)

invariant Once of Turns: size(gone) >= 0`;
