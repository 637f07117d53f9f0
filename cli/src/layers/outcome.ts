// What is said of a layer's theorem, for people and as data.
import type { Layer } from '@maat/spec-lang';
import { theoremClaim, type SimulationResult } from '@maat/verifier';
import { BadSpecification, rendered } from '../input/bad-specification.js';
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

/** What only a handler can be guilty of: a term without a value, a negative count, a loop without end. */
const GUILT = ['E0601', 'E0605', 'E0606'];

/** A handler that cannot go on refutes the layer; else the scope or a service is at fault. */
export function judged(
  context: Context,
  { sources }: Specification,
  { file }: Layer,
  result: SimulationResult,
): SimulationResult {
  const { verdict, diagnostics } = result;
  if (verdict !== 'invalid') return result;
  const isGuilty = diagnostics.some((d) => GUILT.includes(d.code) && d.span.file === file);
  if (isGuilty) return { ...result, verdict: 'refuted' };
  throw new BadSpecification(diagnostics, sources, context.colours.isColorSupported);
}

export function layerOutcome(
  context: Context,
  { sources }: Specification,
  claim: LayerClaim,
  result: SimulationResult,
  wording: Wording,
): Outcome {
  const { name } = theoremClaim(claim.layer);
  const { failure, verdict, distinct, generated, depth, complete, actions } = result;
  const stuck = rendered(result.diagnostics, sources, context.colours.isColorSupported);
  const problem =
    failure === undefined ? stuck : refinementText(claim.concrete, claim.abstract, failure, []);
  const parts = [headline(context, claim, result, wording), figures(result), problem];
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
      ...(stuck === '' ? {} : { reason: result.diagnostics.map((d) => d.message).join('; ') }),
      ...(result.seed === undefined ? {} : { seed: result.seed }),
    },
    findings:
      problem === ''
        ? []
        : [{ code: 'refuted', level: 'error', message: problem, file: claim.layer.file }],
    claims: [{ name, verdict, detail: problem }],
  };
}

function headline(
  context: Context,
  { layer, invariants, scope }: LayerClaim,
  { verdict }: SimulationResult,
  { extent, more }: Wording,
): string {
  const { colours } = context;
  const what = `${theoremClaim(layer).name}, scope ${scope}`;
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
