// A judged derivation in the ledger: for each step what each look at it has earned, and the derivation's own word.
import {
  exploredBy,
  simulatedBy,
  stepVerdict,
  type Claim,
  type Effort,
  type Evidence,
  type JudgedStep,
  type Row,
  derivationClaim,
  refinementClaim,
  theoremClaim,
} from '@maat/verifier';
import type { Derivative } from '@maat/synthesis';

export function rowsOf(
  made: Derivative,
  judged: readonly JudgedStep[],
  effort: Effort,
  hash: string,
): readonly Row[] {
  const { name, from } = made.derivation;
  const steps = judged.flatMap((step) =>
    evidenceOf(step, effort).map((evidence) => ({ claim: claimOf(made, step), hash, evidence })),
  );
  const whole = { claim: derivationClaim(name, from), hash, evidence: wholeOf(judged, effort) };
  return [...steps, whole];
}

function claimOf({ layer }: Derivative, step: JudgedStep): Claim {
  return step.name === layer.layer.name
    ? theoremClaim(layer.layer)
    : refinementClaim(step.name, step.abstract.name);
}

function evidenceOf(step: JudgedStep, effort: Effort): readonly Evidence[] {
  const open = step.obligations.filter((o) => o.verdict === 'unknown').length;
  if (stepVerdict(step) === 'unknown')
    return [{ word: 'unknown', reason: `${open} obligations are open` }];
  const { runs, steps, seed } = effort;
  const walk = step.walk;
  return [
    ...step.searches.map(({ result, scope }) => exploredBy(result, scope)),
    ...(walk === undefined
      ? []
      : [simulatedBy(walk.result, { scope: walk.scope, runs, steps, seed })]),
  ];
}

/** No stronger than its weakest step, and `explored` only when no obligation was met by chance alone. */
function wholeOf(judged: readonly JudgedStep[], { runs, steps, seed }: Effort): Evidence {
  const bad = judged.find((step) => stepVerdict(step) !== 'holds');
  if (bad !== undefined) {
    const word = stepVerdict(bad) === 'refuted' ? 'refuted' : 'unknown';
    return { word, reason: `${bad.name} does not hold, or not all of it is known` };
  }
  const ends = judged.map((step) => step.searches.find(({ result }) => result.complete));
  const all = judged.flatMap((step) => step.obligations);
  if (ends.every((e) => e !== undefined) && all.every((o) => o.how === 'explored')) {
    const results = ends.map((e) => e.result);
    return {
      word: 'explored',
      scope: joined(ends.map((e) => e.scope)),
      distinct: results.reduce((sum, r) => sum + r.distinct, 0),
      generated: results.reduce((sum, r) => sum + r.generated, 0),
      depth: Math.max(...results.map((r) => r.depth)),
    };
  }
  const scope = judged.at(-1)?.walk?.scope ?? '';
  return { word: 'simulated', scope, runs: runs * judged.length, steps, seed };
}

/** Every bound that any of them has, and the tighter where two differ: what holds of more inputs holds of fewer. */
function joined(scopes: readonly string[]): string {
  const bounds = new Map<string, number>();
  for (const piece of scopes.flatMap((scope) => scope.split(','))) {
    const [, name = '', size = ''] = /^(.*[=≤])(\d+)$/.exec(piece) ?? [];
    bounds.set(name, Math.min(Number(size), bounds.get(name) ?? Infinity));
  }
  return [...bounds].map(([name, size]) => `${name}${size}`).join(',');
}
