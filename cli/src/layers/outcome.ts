// What is said of a layer's theorem, for people and as data.
import type { SimulationResult } from '@maat/verifier';
import { theorem } from '../claims.js';
import { BadSpecification } from '../input/bad-specification.js';
import type { Specification } from '../input/specification.js';
import type { Outcome } from '../outcome.js';
import { refinementText } from '../output/refinement-text.js';
import { showStep } from '../output/steps.js';
import { table } from '../output/table.js';
import type { Context } from '../session.js';
import type { LayerClaim } from './claim.js';

export interface Wording {
  /** How much was looked at. */
  readonly extent: string;
  /** How to look at more. */
  readonly more: string;
}

/** A handler that meets an undefined term. */
export function refuseInvalid(
  context: Context,
  { sources }: Specification,
  { verdict, diagnostics }: SimulationResult,
): void {
  if (verdict === 'invalid')
    throw new BadSpecification(diagnostics, sources, context.colours.isColorSupported);
}

export function layerOutcome(
  context: Context,
  claim: LayerClaim,
  result: SimulationResult,
  wording: Wording,
): Outcome {
  const { name } = theorem(claim.layer);
  const { failure, verdict, distinct, generated, depth, complete, actions } = result;
  const problem = failure && refinementText(claim.concrete, claim.abstract, failure, []);
  const parts = [headline(context, claim, result, wording), figures(result), problem ?? ''];
  const run = failure?.run.steps.map((step) => showStep(claim.concrete, step));
  return {
    verdict,
    text: parts.filter((p) => p !== '').join('\n\n'),
    data: {
      theorem: name,
      scope: claim.scope,
      mode: result.mode,
      distinct,
      generated,
      depth,
      complete,
      actions: Object.fromEntries(actions),
      ...(failure ? { reason: `${failure.kind}: ${failure.text}`, counterexample: run } : {}),
      ...(result.seed === undefined ? {} : { seed: result.seed }),
    },
    findings:
      problem === undefined
        ? []
        : [{ code: 'refuted', level: 'error', message: problem, file: claim.layer.file }],
    claims: [{ name, verdict, detail: problem ?? '' }],
  };
}

function headline(
  context: Context,
  { layer, invariants, scope }: LayerClaim,
  { verdict }: SimulationResult,
  { extent, more }: Wording,
): string {
  const { colours } = context;
  const what = `${theorem(layer).name}, scope ${scope}`;
  if (verdict === 'refuted') return `${colours.red('✗')} ${what}: refuted, ${extent}`;
  if (verdict === 'unknown') return `${colours.yellow('?')} ${what}: ${extent}`;
  const held = invariants.length === 0 ? '' : `; invariants ${invariants.join(', ')} hold`;
  return `${colours.green('✓')} ${what}: ${extent}${held}${more === '' ? '' : `\n  ${more}`}`;
}

function figures({ mode, distinct, generated, depth, actions }: SimulationResult): string {
  const counts = [
    ['distinct states', String(distinct)],
    ['generated', String(generated)],
    ['depth', String(depth)],
  ];
  const rows = [...actions].map(([name, n]) => [name, n === 0 ? 'never' : String(n)]);
  const taken = table([['action', 'taken'], ...rows], ['left', 'right']);
  return mode === 'simulated' ? taken : `${table(counts, ['left', 'right'])}\n\n${taken}`;
}
