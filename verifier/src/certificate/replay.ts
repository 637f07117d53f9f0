/** Asks a solver again for everything that a certificate says, as it was asked then. */
import { verdictOf } from '../prove/prove.js';
import type { ProofVerdict, Way } from '../prove/task.js';
import type { Answer, Cancellation, Query, Settings, Solver } from '../smt/query.js';
import type { Asked } from './certificate.js';
import type { Rebuilt } from './rebuild.js';

export interface Replayed {
  readonly rebuilt: Rebuilt;
  readonly verdict: ProofVerdict;
  readonly answers: readonly Answer[];
  readonly agreement: Agreement;
}

/** `undecided`: what time, memory or a fault kept from being decided; it says nothing against the certificate. */
export type Agreement = 'confirmed' | 'contradicted' | 'undecided';

export async function replay(
  rebuilt: readonly Rebuilt[],
  asked: Asked,
  solver: Solver,
  options: {
    readonly cancel?: Cancellation | undefined;
    readonly onResult?: ((result: Replayed) => void) | undefined;
  } = {},
): Promise<readonly Replayed[]> {
  const questions = questionsOf(rebuilt);
  const all = await Promise.all(
    questions.map(async ({ query, members }) => {
      const [head] = members;
      if (head === undefined) return [];
      const answers = [...(await solver.solve(query, settingsOf(head, asked), options.cancel))];
      return members.map((member) => {
        const own = answers.splice(0, member.query.goals.length);
        const result = judge(member, own);
        options.onResult?.(result);
        return result;
      });
    }),
  );
  const byPath = new Map(all.flat().map((r) => [r.rebuilt, r]));
  return rebuilt.flatMap((r) => byPath.get(r) ?? []);
}

interface Question {
  readonly query: Query;
  readonly members: readonly Rebuilt[];
}

/** Those that share declarations and settings are asked together, as they were at first. */
function questionsOf(rebuilt: readonly Rebuilt[]): readonly Question[] {
  const groups = new Map<string, Rebuilt[]>();
  for (const one of rebuilt) {
    const { options, rlimit } = one.entry;
    const key = JSON.stringify([one.query.prelude, options, rlimit]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((members) => {
    const [head] = members;
    if (head === undefined) return [];
    return [{ query: { ...head.query, goals: members.flatMap((m) => m.query.goals) }, members }];
  });
}

function settingsOf({ entry }: Rebuilt, asked: Asked): Settings {
  const { options, rlimit } = entry;
  return { options, rlimit, timeoutMs: asked.timeoutMs, seed: asked.seed };
}

function judge(rebuilt: Rebuilt, answers: readonly Answer[]): Replayed {
  const way = rebuilt.task.ways[rebuilt.way];
  const verdict = way === undefined ? 'unknown' : verdictAgain(rebuilt, way, answers);
  return { rebuilt, verdict, answers, agreement: agreement(rebuilt, verdict, answers) };
}

/** What was seen in a run was looked for again when the obligations were made anew. */
function verdictAgain(
  { obligation, texts }: Rebuilt,
  way: Way,
  answers: readonly Answer[],
): ProofVerdict {
  if (way.kind === 'solver') return verdictOf(obligation, answers, way);
  return obligation.shownBy !== 'unsat' && texts.length > 0 ? 'proved' : 'unknown';
}

function agreement(
  { entry }: Rebuilt,
  verdict: ProofVerdict,
  answers: readonly Answer[],
): Agreement {
  if (verdict === entry.verdict) return 'confirmed';
  // What was open then and is decided now takes nothing back.
  if (entry.verdict === 'unknown') return 'undecided';
  const cut = answers.some(
    (a) => a.kind === 'unknown' && a.reason !== 'incomplete' && a.reason !== 'resource',
  );
  return verdict === 'unknown' && cut ? 'undecided' : 'contradicted';
}
