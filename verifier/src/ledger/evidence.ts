/** Results as evidence: the only ways in which a word of the ledger is earned. */
import type { ExploreResult } from '../explicit/explore.js';
import type { SimulationResult } from '../refine/simulation.js';
import type { RefinementResult } from '../refine/trace-inclusion.js';
import type { CertifiedTheorem } from '../certificate/certificate.js';
import type { Claim, Evidence, TracedFigures } from './row.js';

/**
 * Of a search, of a refinement check, or of a simulation checked over all pairs. Only what came to
 * its end within the scope is `explored`; one that was cut short has only simulated so many states.
 */
export function exploredBy(
  result: ExploreResult | RefinementResult | SimulationResult,
  scope: string,
): Evidence {
  if ('mode' in result && result.mode === 'simulated') {
    return { word: 'unknown', reason: 'random runs are no exploration' };
  }
  const { distinct, generated, depth, bound } = result;
  const figures = { scope, distinct, generated, depth };
  const weak = negative(result);
  if (weak !== undefined && weak.word !== 'unknown') return weak;
  if (weak !== undefined && bound === undefined) return weak;
  if ([...result.actions.values()].every((times) => times === 0))
    return { word: 'unknown', reason: 'no step was taken' };
  return bound === undefined
    ? { word: 'explored', ...figures }
    : { word: 'simulated', ...figures, bound };
}

/**
 * Of a theorem of a certificate. All of its obligations must be proved, and among them that what it
 * assumes is possible at all. One that is refuted by a step from a state that may be unreachable
 * refutes the proof, not the claim.
 */
export function provedBy(
  { claim, obligations, restsOn, assumes }: CertifiedTheorem,
  certificate: string,
  beside: readonly CertifiedTheorem[] = [],
): Evidence {
  const open = obligations.filter((o) => o.verdict !== 'proved');
  if (open.length > 0)
    return { word: 'unknown', reason: `${open.length} obligations are not proved` };
  if (!obligations.some((o) => o.shownBy === 'unsat' && o.parts > 0))
    return { word: 'unknown', reason: 'the certificate has no obligation' };
  if (!obligations.some((o) => o.shownBy !== 'unsat' && o.parts > 0))
    return { word: 'unknown', reason: 'nothing shows that what the proof assumes is possible' };
  const ground = restsOn.map((below) => {
    return { claim: below, by: groundOf(below, certificate, beside) };
  });
  const doubtful = ground.find(({ by }) => by.word !== 'proved');
  if (doubtful !== undefined)
    return { word: 'unknown', reason: `it rests on ${doubtful.claim.name}, which is not proved` };
  // What the ground takes for granted, the theorem takes for granted too.
  const below = ground.flatMap(({ by }) => (by.word === 'proved' ? (by.assuming ?? []) : []));
  const assuming = [...new Set([...assumes, ...below])].sort();
  return {
    word: 'proved',
    obligations: obligations.length,
    certificate,
    ...(assuming.length > 0 && { assuming }),
    ...(isInstance(claim, ground) && { by: 'the normal form' }),
  };
}

/** It rests on what is proved once and for all, itself or by what it rests on. */
function isInstance(
  { kind }: Claim,
  ground: readonly { readonly claim: Claim; readonly by: Evidence }[],
): boolean {
  if (kind === 'parametric') return false;
  return ground.some(
    ({ claim, by }) => claim.kind === 'parametric' || (by.word === 'proved' && by.by !== undefined),
  );
}

/** A theorem can rest only on what stands before it in the certificate, so that none rests on itself. */
function groundOf(
  claim: Claim,
  certificate: string,
  beside: readonly CertifiedTheorem[],
): Evidence {
  const place = beside.findIndex((t) => t.claim.kind === claim.kind && t.claim.name === claim.name);
  const found = beside[place];
  if (found === undefined) return { word: 'unknown', reason: 'the certificate does not name it' };
  return provedBy(found, certificate, beside.slice(0, place));
}

/** Of random runs that found nothing. */
export function simulatedBy(
  result: Pick<SimulationResult, 'verdict' | 'diagnostics'>,
  figures: {
    readonly scope: string;
    readonly runs: number;
    readonly steps: number;
    readonly seed: number;
  },
): Evidence {
  if (figures.runs === 0 || figures.steps === 0)
    return { word: 'unknown', reason: 'nothing was run' };
  return negative(result) ?? { word: 'simulated', ...figures };
}

/** Of recorded runs that refine the service. */
export function tracedBy(
  verdict: 'holds' | 'refuted' | 'unknown',
  figures: TracedFigures,
  reason = '',
): Evidence {
  if (verdict !== 'holds') return { word: verdict, reason };
  if (figures.events === 0) return { word: 'unknown', reason: 'the traces hold no event' };
  return { word: 'traced', ...figures };
}

function negative(
  result: Pick<ExploreResult, 'verdict' | 'diagnostics'> & Partial<Pick<ExploreResult, 'run'>>,
): Evidence | undefined {
  switch (result.verdict) {
    case 'holds':
      return undefined;
    case 'refuted':
      return { word: 'refuted', reason: 'a counterexample was found' };
    case 'unknown':
      return { word: 'unknown', reason: 'a bound was reached' };
    case 'invalid':
      return { word: 'unknown', reason: result.diagnostics.map((d) => d.message).join('; ') };
  }
}
