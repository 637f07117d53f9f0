/** Expressions that are evaluated at the moment looked at, whichever it is, and along the whole run. */
import type { State } from '@maat/spec-lang';
import { recall, remember } from '../browser/storage.js';
import { runner } from '../browser/workers.js';
import { storeOf } from '../state/store.js';
import { running } from './controller.js';
import { currentMoment, pathOf, type History } from './history.js';
import type { Evaluated } from './session.js';

export interface Watching {
  readonly expressions: readonly string[];
  /** Of the moment looked at, with that before it; in the order of the expressions. */
  readonly rows: readonly WatchRow[];
}

export interface WatchRow {
  readonly typed: string;
  /** Its value, or why it has none. */
  readonly text: string;
  readonly isWrong: boolean;
  /** What it was before the step, where that is something else. */
  readonly before: string | undefined;
}

/** From this step of the run on it is this. */
export interface Change {
  readonly at: number;
  readonly text: string;
}

export const watching = storeOf<Watching>({ expressions: kept(), rows: [] });

export const watchCommands = {
  add: (typed: string): void => {
    const text = typed.trim();
    const { expressions } = watching.get();
    if (text === '' || expressions.includes(text)) return;
    keep([...expressions, text]);
  },
  remove: (typed: string): void => {
    keep(watching.get().expressions.filter((e) => e !== typed));
  },
  /** Evaluates anew; called whenever the moment is another. */
  look: async (history: History): Promise<void> => {
    const { expressions } = watching.get();
    if (expressions.length === 0) return;
    const { state, before } = currentMoment(history);
    const earlier = before === undefined ? undefined : history.moments[before]?.state;
    const states: State[] = [state, ...(earlier === undefined ? [] : [earlier])];
    const found = await runner.get().evaluate(expressions, states);
    if (running.get().history !== history || watching.get().expressions !== expressions) return;
    watching.update((w) => ({ ...w, rows: found.map(rowOf) }));
  },
  along: async (typed: string, history: History): Promise<readonly Change[]> => {
    const states = pathOf(history).map((m) => m.state);
    const [found] = await runner.get().evaluate([typed], states);
    const values = (found?.values ?? []).map((v) => v.text);
    return values.flatMap((text, at) => (text === values[at - 1] ? [] : [{ at, text }]));
  },
};

function rowOf({ typed, trouble, values: [now, before] }: Evaluated): WatchRow {
  const text = trouble ?? now?.text ?? '';
  return {
    typed,
    text,
    isWrong: trouble !== undefined || now?.isDefined !== true,
    before: before === undefined || before.text === text ? undefined : before.text,
  };
}

function keep(expressions: readonly string[]): void {
  watching.update(({ rows }) => ({
    expressions,
    rows: rows.filter((r) => expressions.includes(r.typed)),
  }));
  remember('watches', expressions);
}

function kept(): readonly string[] {
  const json = recall('watches');
  return Array.isArray(json) && json.every((e): e is string => typeof e === 'string') ? json : [];
}
