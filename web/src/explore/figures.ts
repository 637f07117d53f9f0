/** What a search says, as the panel shows it: figures, coverage, a verdict in words. */
import type { ExploreResult, Figures } from '@maat/verifier';

export interface Explored {
  readonly kind: 'explored';
  readonly verdict: ExploreResult['verdict'];
  readonly figures: Figures;
  readonly complete: boolean;
  readonly bound: ExploreResult['bound'];
  readonly coverage: readonly Coverage[];
  readonly run: ExploreResult['run'];
  readonly messages: readonly string[];
  readonly invariants: readonly string[];
  readonly scope: string;
}

export interface Coverage {
  readonly action: string;
  readonly times: number;
}

export function exploredOf(
  result: ExploreResult,
  invariants: readonly string[],
  scope: string,
): Explored {
  const { verdict, distinct, generated, depth, queued, complete, bound, run } = result;
  return {
    kind: 'explored',
    verdict,
    figures: { distinct, generated, depth, queued },
    complete,
    bound,
    coverage: [...result.actions].map(([action, times]) => ({ action, times })),
    run,
    messages: result.diagnostics.map((d) => d.message),
    invariants,
    scope,
  };
}

export interface Said {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad';
}

/** Never more than was seen: a search cut short says how far it went. */
export function verdictText(explored: Explored): Said {
  const { verdict, figures, complete, invariants, messages, run } = explored;
  switch (verdict) {
    case 'refuted':
      return { text: `${brokenText(run)}, shown by ${run?.steps.length ?? 0} steps`, tone: 'bad' };
    case 'invalid':
      return { text: messages.join('; '), tone: 'bad' };
    case 'unknown':
      return { text: `not finished after ${figures.distinct} distinct states`, tone: 'warn' };
    case 'holds':
      if (explored.coverage.every((c) => c.times === 0))
        return { text: 'no step was taken, so nothing is known', tone: 'warn' };
      return {
        text: `${complete ? 'every reachable state' : `every state within ${figures.depth} steps`}${held(invariants)}`,
        tone: complete ? 'good' : 'warn',
      };
  }
}

/** `1,234 states/s`; nothing before the first moment has passed. */
export function rateText(distinct: number, milliseconds: number): string {
  if (milliseconds < 1) return '';
  return `${Math.round((distinct * 1000) / milliseconds).toLocaleString('en')} states/s`;
}

function held(invariants: readonly string[]): string {
  if (invariants.length === 0) return '';
  return `; ${invariants.join(', ')} hold${invariants.length === 1 ? 's' : ''}`;
}

function brokenText(run: ExploreResult['run']): string {
  if (run?.stopped.kind === 'invariant') return `invariant ${run.stopped.name} does not hold`;
  return run?.stopped.kind === 'deadlock' ? 'no step is possible' : 'it does not hold';
}
