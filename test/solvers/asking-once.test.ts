// A solver that is asked each question once: what counts as the same question, and what is asked again.
import { describe, expect, it } from 'vitest';
import { AskingOnce, type Answer, type Query, type Settings, type Solver } from '@maat/verifier';

const SETTINGS: Settings = { options: {}, rlimit: 1, timeoutMs: 1, seed: 0 };

function query(prelude: string, ...texts: readonly string[]): Query {
  return { name: 'q', prelude, goals: texts.map((text) => ({ name: text, text })) };
}

/** Answers by what the text says, and tells what it was asked. */
function answering(asked: string[]): Solver {
  const answerTo = (text: string): Answer =>
    text === 'hard'
      ? { kind: 'unknown', seconds: 0, reason: 'time', detail: '' }
      : { kind: text === 'false' ? 'unsat' : 'sat', seconds: 0, values: [] };
  return {
    name: 'told',
    version: '1',
    solve: async ({ prelude, goals }, { seed }) => {
      asked.push(...goals.map((g) => `${prelude} ${g.text} ${seed}`));
      await Promise.resolve();
      return goals.map((g) => answerTo(g.text));
    },
    close: () => Promise.resolve(),
  };
}

describe('a solver that is asked once', () => {
  const asked: string[] = [];
  const solver = new AskingOnce(answering(asked), (text) => text);

  it('answers tasks that ask the same at the same time, each in its own order', async () => {
    const answers = await Promise.all([
      solver.solve(query('p', 'false', 'true'), SETTINGS),
      solver.solve(query('p', 'true', 'false', 'other'), SETTINGS),
    ]);
    const kinds = answers.map((all) => all.map((a) => a.kind));
    expect(kinds).toEqual([
      ['unsat', 'sat'],
      ['sat', 'unsat', 'sat'],
    ]);
    expect(asked.splice(0)).toEqual(['p false 0', 'p true 0', 'p other 0']);
  });

  it('asks again under another prelude or with other settings', async () => {
    await solver.solve(query('q', 'false'), SETTINGS);
    await solver.solve(query('p', 'false'), { ...SETTINGS, seed: 1 });
    await solver.solve(query('p', 'false'), SETTINGS);
    expect(asked.splice(0)).toEqual(['q false 0', 'p false 1']);
  });

  it('asks again what had no answer', async () => {
    await solver.solve(query('p', 'hard', 'hard'), SETTINGS);
    await solver.solve(query('p', 'hard'), SETTINGS);
    expect(asked).toEqual(['p hard 0', 'p hard 0']);
  });
});
