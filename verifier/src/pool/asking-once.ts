/** A solver that is asked each question once: tasks that ask the same wait for one answer. */
import { unknown } from '../dialogue/answer.js';
import type { Answer, Cancellation, Goal, Query, Settings, Solver } from '../smt/query.js';

/** By the whole text and all settings, so that nothing but the same question has the same answer. */
export class AskingOnce implements Solver {
  readonly name: string;
  readonly version: string;
  private readonly inner: Solver;
  private readonly hash: (text: string) => string;
  private readonly asked = new Map<string, Promise<Answer>>();

  constructor(inner: Solver, hash: (text: string) => string) {
    this.inner = inner;
    this.name = inner.name;
    this.version = inner.version;
    this.hash = hash;
  }

  async solve(query: Query, settings: Settings, cancel?: Cancellation): Promise<readonly Answer[]> {
    const common = [this.hash(query.prelude), settings];
    const goals = query.goals.map((goal) => {
      const key = this.hash(JSON.stringify([...common, goal.text, goal.values ?? []]));
      return { goal, key };
    });
    const fresh = new Map(
      goals.filter(({ key }) => !this.asked.has(key)).map((g) => [g.key, g.goal]),
    );
    this.ask(query, fresh, settings, cancel);
    return Promise.all(goals.map(({ key }) => this.asked.get(key) ?? Promise.resolve(MISSING)));
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private ask(
    query: Query,
    fresh: ReadonlyMap<string, Goal>,
    settings: Settings,
    cancel: Cancellation | undefined,
  ): void {
    if (fresh.size === 0) return;
    const answers = this.inner.solve({ ...query, goals: [...fresh.values()] }, settings, cancel);
    [...fresh.keys()].forEach((key, i) => {
      this.asked.set(
        key,
        answers.then((all) => {
          const answer = all[i] ?? MISSING;
          // What time or a fault decided may be otherwise another time.
          if (answer.kind === 'unknown') this.asked.delete(key);
          return answer;
        }),
      );
    });
  }
}

const MISSING = unknown('error', 'the solver gave no answer');
