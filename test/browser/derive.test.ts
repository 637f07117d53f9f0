// A person derives a layer from a service, looks at what each step changed, has the steps checked, reads the code.
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
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
    // By itself, while nobody types; a keystroke makes it wait, and nobody loses what was found.
    await panel.getByText(/^[1-9]\d* of \d+ obligations proved/).waitFor({ timeout: 120_000 });
    await page.locator('.view-line', { hasText: 'automaton ETO' }).click();
    await page.keyboard.type(' ');
    await panel
      .getByText(/^(It goes on when nobody types|The text has (changed since|errors))/)
      .first()
      .waitFor();
    await page.keyboard.press('Backspace');
    const { proved: before } = await provedIn(panel);
    const goesOn = async (): Promise<boolean> => {
      const { proved, all } = await provedIn(panel);
      return proved > before || proved === all;
    };
    await expect.poll(goesOn, { timeout: 90_000 }).toBe(true);
    await session.window.picture('derive-quietly');
    await page.getByRole('button', { name: 'checks while you pause' }).click();
    await page.getByRole('button', { name: 'checks only when asked' }).waitFor();
    await page.getByRole('button', { name: 'Give these panels the whole page' }).last().click();
    await panel.getByRole('tab', { name: /TotalETOMessages/ }).click();
    await session.window.picture('derive-wide');
    await panel.getByLabel(/inputs/).fill('1');
    await panel.getByLabel(/states/).fill('2600');
    await panel.getByRole('button', { name: 'Check the steps' }).click();
    await panel.getByRole('tab', { name: /TotalETO ✓/ }).waitFor({ timeout: 120_000 });
    await panel.getByRole('tab', { name: /TotalETOReplicated ✓/ }).click();
    await panel.getByText(/Obligations: \d+ of \d+ (hold|proved)/).scrollIntoViewIfNeeded();
    await session.window.picture('derive-checked');
    await panel.getByRole('tab', { name: /TypeScript/ }).click();
    await panel.getByText('this.pend = this.pend.append(m);').click();
    await panel.getByText('From evs.ioa, line 20').waitFor();
    await panel.getByText('pend[p] := pend[p] |- m', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await panel.getByText('Added by replicate: the holder of the token writes').waitFor();
    await session.window.picture('derive-code');
  }, 420_000);

  it('refutes a step whose ground was changed, by search and by proof, and opens both as runs', async () => {
    const { page } = session.window;
    await page.getByRole('button', { name: /^group/ }).click();
    await page.getByText('✓ no problems').waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+End');
    // Views are given to those, too, who are no members of them.
    await page.locator('.view-line', { hasText: 'p \\in S;' }).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('true;');
    await page.getByRole('button', { name: 'New text' }).click();
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.insertText(COUNTER);
    await page.getByText('✓ no problems').waitFor();
    await page.keyboard.press('Alt+7');
    const panel = page.getByRole('region', { name: 'Derive' });
    const run = page.getByRole('region', { name: 'Run' });
    await panel.getByRole('button', { name: 'Derive', exact: true }).click();
    await panel.getByText('Relation TotalCounterReplicates').waitFor({ timeout: 60_000 });
    // What is imported counts too: another text than the one that was derived.
    const old = panel.getByText('The text has changed since: derive again.');
    await page.getByRole('tab', { name: 'group.ioa' }).click();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    await old.waitFor();
    await page.keyboard.press('Backspace');
    await old.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'untitled.ioa' }).click();
    await panel.getByLabel(/states/).fill('200');
    await panel.getByRole('button', { name: 'Check the steps' }).click();
    await panel.getByRole('button', { name: 'Open the counterexample' }).click();
    await run.getByText('step 2 of 2').waitFor({ timeout: 60_000 });
    await run.getByText(/does not refine Counter: relation/).waitFor();
    await page.keyboard.press('Alt+7');
    await panel.getByRole('button', { name: 'Prove this step' }).click();
    await panel.getByRole('button', { name: 'Open the run' }).waitFor({ timeout: 150_000 });
    const wrong = page.getByRole('img', { name: 'counterexample to induction' });
    await panel.getByRole('treeitem', { level: 3 }).filter({ has: wrong }).first().click();
    const drawn = panel.getByRole('figure', { name: 'Counterexample' });
    await drawn.scrollIntoViewIfNeeded();
    await session.window.picture('derive-refuted');
    await drawn.getByRole('button', { name: 'Open as a run' }).click();
    await run.getByText(/step 1 of 1/).waitFor();
    await page.keyboard.press('Alt+7');
    await panel.getByRole('button', { name: 'Open the run' }).click();
    await run.getByText(/This run refutes: TotalCounterReplicated refines Counter/).waitFor();
    await page.keyboard.press('Alt+7');
    await panel.getByRole('button', { name: 'Prove the steps' }).click();
    await panel.getByRole('button', { name: 'Stop' }).last().click();
    await panel.getByText('Stopped: what is open is not known.').waitFor();
  }, 420_000);
});

/** As the panel says it, once it says anything. */
async function provedIn(
  panel: Locator,
): Promise<{ readonly proved: number; readonly all: number }> {
  const said = await panel.getByText(/^\d+ of \d+ obligations proved/).textContent();
  const [proved = 0, all = 0] = (said?.match(/\d+/g) ?? []).map(Number);
  return { proved, all };
}

const COUNTER = `import "group.ioa"

automaton Counter(Proc, View: type) extends Group(Proc, View)
  type Add = tuple of by: Proc
  signature
    input add(p: Proc)
    internal order(p: Proc)
    output added(p: Proc, q: Proc)
  states
    todo: Array[Proc, Nat] := constant(0),
    log: Array[View, Seq[Add]] := constant({}),
    count: Array[View, Proc, Nat] := constant(0)
  transitions
    input add(p)
      eff todo[p] := todo[p] + 1
    internal order(p)
      pre cur[p] ~= nil;
          todo[p] > 0
      eff log[cur[p].val] := log[cur[p].val] |- [p];
          todo[p] := todo[p] - 1
    output added(p, q)
      pre cur[p] ~= nil;
          count[cur[p].val, p] < len(log[cur[p].val]);
          log[cur[p].val][count[cur[p].val, p]] = [q]
      eff count[cur[p].val, p] := count[cur[p].val, p] + 1

derivation TotalCounter from Counter to TotalCounter = replicate(log); faultTolerant; messagePassing
`;
