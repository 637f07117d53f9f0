/** A solver that remembers: what was answered once is not asked again. */
import type { Answer, Cancellation, Goal, Query, Settings, Solver } from '../smt/query.js';

/** Where answers are kept, as text. */
export interface AnswerStore {
  get(key: string): string | undefined;
  put(entries: readonly (readonly [key: string, text: string])[]): void;
}

export class RememberingSolver implements Solver {
  readonly name: string;
  readonly version: string;
  /** Goals that were found and that had to be asked. */
  hits = 0;
  misses = 0;
  private readonly inner: Solver;
  private readonly store: AnswerStore;
  private readonly hash: (text: string) => string;

  constructor(inner: Solver, store: AnswerStore, hash: (text: string) => string) {
    this.inner = inner;
    this.name = inner.name;
    this.version = inner.version;
    this.store = store;
    this.hash = hash;
  }

  async solve(query: Query, settings: Settings, cancel?: Cancellation): Promise<readonly Answer[]> {
    const keyOf = this.keys(query, settings);
    const goals = query.goals.map((goal) => {
      const key = keyOf(goal);
      return { goal, key, known: read(this.store.get(key), goal) };
    });
    const open = goals.filter((g) => g.known === undefined);
    this.hits += goals.length - open.length;
    this.misses += open.length;
    if (open.length === 0) return goals.flatMap((g) => g.known ?? []);
    const asked = { ...query, goals: open.map((g) => g.goal) };
    const answers = [...(await this.inner.solve(asked, settings, cancel))];
    this.store.put(
      answers.flatMap((answer, i) => {
        const key = open[i]?.key;
        return key === undefined || !isLasting(answer) ? [] : [[key, JSON.stringify(answer)]];
      }),
    );
    return goals.flatMap((g) => g.known ?? answers.shift() ?? []);
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  /**
   * Each goal by itself, so that an edited one leaves its neighbours' answers alone. The time limit
   * is no part of it: answers that depend on time are not kept.
   */
  private keys(query: Query, settings: Settings): (goal: Goal) => string {
    const { rlimit, seed } = settings;
    const options = Object.entries(settings.options).sort(([a], [b]) => (a < b ? -1 : 1));
    const common = [this.name, this.version, options, rlimit, seed, this.hash(query.prelude)];
    return ({ text, values = [] }) => this.hash(JSON.stringify([...common, text, values]));
  }
}

/** Would be given again: not what time, memory, a fault or the user's patience decided. */
function isLasting(answer: Answer): boolean {
  if (answer.kind !== 'unknown') return true;
  return answer.reason === 'resource' || answer.reason === 'incomplete';
}

function read(text: string | undefined, goal: Goal): Answer | undefined {
  if (text === undefined) return undefined;
  const answer = JSON.parse(text) as Answer;
  if (answer.kind !== 'sat') return answer;
  return answer.values.length === (goal.values ?? []).length ? answer : undefined;
}
