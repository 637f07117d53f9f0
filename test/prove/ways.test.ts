// The first ways of a proof: one question for each goal, and runs that show the cases not to be empty.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  check,
  elementNames,
  libraryLoader,
  uninterpretedSorts,
  type Automaton,
  type Program,
  type Scope,
} from '@maat/spec-lang';
import { chosenTheorems, type RunWay, type Task } from '@maat/verifier';

const file = fileURLToPath(new URL('../sessions/outbox.ioa', import.meta.url));

describe('the ways of a simulation', () => {
  const tasks = tasksOf(readFileSync(file, 'utf8'));
  const steps = tasks.filter((t) => t.obligations.some((o) => o.name === `nonvacuity.${t.name}`));

  it('ask one question for each goal first', () => {
    expect(steps.length).toBeGreaterThan(1);
    for (const { ways, obligations } of steps) {
      const [first] = ways;
      if (first?.kind !== 'solver') throw new Error('the first way asks no solver');
      const { parts, query } = first.pose(obligations);
      expect(parts.map((o) => o.name)).toEqual(
        obligations.filter((o) => o.shownBy === 'unsat').map((o) => o.name),
      );
      expect(query.goals).toHaveLength(parts.length);
    }
  });

  it('show that no case is empty by a run', () => {
    for (const task of steps) expect(metIn(task), task.name).toHaveLength(1);
  });

  it('show nothing of a step that is never possible', () => {
    const never = tasksOf(readFileSync(file, 'utf8').replace(/\bpre\b/g, 'pre 1 = 2;'));
    // Inputs have no guard: they are what is met all the same.
    const met = never.filter((t) => metIn(t).length > 0).map((t) => t.name);
    const guarded = never.filter((t) => runsOf(t).length > 0 && !met.includes(t.name));
    expect(met).toEqual(['post']);
    expect(guarded.map((t) => t.name)).toEqual(['stamp', 'arrive']);
  });
});

it('runs cut a message where the text cuts long ones', () => {
  const text = `
    automaton Cutter(Msg: type)
      signature
        input cast(m: Msg)
        output part(t: String)
      states
        left: Seq[String] := {}
      transitions
        input cast(m)
          eff left := if len(pieces(m, 100)) = 1 then left else pieces(m, 100)
        output part(t)
          pre left ~= {} /\\ t = head(left)
          eff left := tail(left)
    invariant Some of Cutter: len(left) >= 0`;
  const [possible] = tasksOf(text).filter((t) => t.name === 'possible');
  const seen = possible?.ways.flatMap((w) => (w.kind === 'runs' ? [w] : [])) ?? [];
  const found = seen.flatMap((w) => [...w.observe(possible?.obligations ?? []).keys()]);
  expect(found).toEqual(['possible.cast', 'possible.part']);
});

function runsOf({ name, ways }: Task): readonly RunWay[] {
  return name === 'possible' ? [] : ways.filter((w) => w.kind === 'runs');
}

function metIn(task: Task): readonly string[] {
  return runsOf(task).flatMap((way) => [...way.observe(task.obligations).keys()]);
}

function tasksOf(text: string): readonly Task[] {
  const { value: program } = check({ file, text }, libraryLoader);
  return chosenTheorems(settingOf(program)).flatMap((c) => c.tasks);
}

function settingOf(program: Program): Parameters<typeof chosenTheorems>[0] {
  const readScope = (automata: readonly Automaton[], _: string, size: number): Scope => ({
    sorts: new Map(
      automata.flatMap(uninterpretedSorts).map((s) => [s, elementNames(s, size)] as const),
    ),
    values: new Map(),
  });
  const derived = (): never => {
    throw new Error('nothing is derived here');
  };
  return { program, scope: '', readScope, derived };
}
