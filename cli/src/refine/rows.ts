// What trace refinement adds to the ledger.
import {
  refinementClaim,
  tracedBy,
  type HoleVerdict,
  type Row,
  type TraceVerdict,
} from '@maat/verifier';

export function tracedRows(
  service: string,
  found: TraceVerdict | HoleVerdict,
  hash: string,
): readonly Row[] {
  if (found.verdict === 'invalid') return [];
  const { events, members, filled } = found;
  const reason = 'reason' in found ? found.reason : 'advice' in found ? found.advice : '';
  const basic = { runs: 1, events, members };
  const figures = filled === undefined ? basic : { ...basic, filled };
  const evidence = tracedBy(found.verdict, figures, reason);
  return [{ claim: refinementClaim('the recorded run', service), evidence, hash }];
}
