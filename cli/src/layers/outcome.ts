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

/** One search, and what it was about. */
export interface Search {
  readonly claim: LayerClaim;
  readonly result: SimulationResult;
}

export interface Wording {
  /** How much was looked at. */
  readonly extent: string;
  /** How to look at more. */
  readonly more: string;
  /** In which all was well, too. */
  readonly environments?: readonly Search[];
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
  const { failure, verdict } = result;
  const { environments = [] } = wording;
  const actions = summed([result, ...environments.map((e) => e.result)]);
  const stuck = rendered(result.diagnostics, sources, context.colours.isColorSupported);
  const problem =
    failure === undefined ? stuck : refinementText(claim.concrete, claim.abstract, failure, []);
  const parts = [
    headline(context, claim, result, wording),
    figures(result),
    environmentText(environments),
    actionText(actions),
    problem,
  ];
  return {
    verdict,
    text: parts.filter((p) => p !== '').join('\n\n'),
    data: { theorem: name, ...dataOf({ claim, result }, stuck !== '', actions, environments) },
    findings:
      problem === ''
        ? []
        : [{ code: 'refuted', level: 'error', message: problem, file: claim.layer.file }],
    claims: [{ name, verdict, detail: problem }],
  };
}

function dataOf(
  { claim, result }: Search,
  isStuck: boolean,
  actions: ReadonlyMap<string, number>,
  environments: readonly Search[],
): object {
  const { failure, mode, distinct, generated, depth, complete, seed } = result;
  const run = failure?.run.steps.map((step) => showStep(claim.concrete, step));
  const figures = { mode, distinct, generated, depth, complete };
  const reason = result.diagnostics.map((d) => d.message).join('; ');
  return {
    scope: claim.scope,
    ...figures,
    actions: Object.fromEntries(actions),
    ...(environments.length === 0 ? {} : { environments: environments.map(environmentData) }),
    ...(failure ? { reason: `${failure.kind}: ${failure.text}`, counterexample: run } : {}),
    ...(isStuck ? { reason } : {}),
    ...(seed === undefined ? {} : { seed }),
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

function figures({ mode, distinct, generated, depth }: SimulationResult): string {
  if (mode === 'simulated') return '';
  const counts = [
    ['distinct states', String(distinct)],
    ['generated', String(generated)],
    ['depth', String(depth)],
  ];
  return table(counts, ['left', 'right']);
}

/** So many of them are shown, the largest ones. */
const SHOWN = 6;

function environmentText(environments: readonly Search[]): string {
  if (environments.length === 0) return '';
  const largest = [...environments].sort((a, b) => b.result.distinct - a.result.distinct);
  const rows = largest
    .slice(0, SHOWN)
    .map(({ claim, result }) => [claim.environment, String(result.distinct), String(result.depth)]);
  const rest = environments.length - rows.length;
  const more = rest > 0 ? `\nand ${rest} smaller ones (--json has them all)` : '';
  const head = ['every reachable state, too, where there is', 'states', 'depth'];
  return `${table([head, ...rows], ['left', 'right', 'right'])}${more}`;
}

function environmentData({ claim, result }: Search): object {
  const { distinct, generated, depth } = result;
  return { inputs: claim.environment, distinct, generated, depth };
}

function actionText(actions: ReadonlyMap<string, number>): string {
  const rows = [...actions].map(([name, n]) => [name, n === 0 ? 'never' : String(n)]);
  const never = [...actions].flatMap(([name, n]) => (n === 0 ? [name] : []));
  const silent =
    never.length === 0 ? '' : `\n\nof what is never taken nothing is said: ${never.join(', ')}`;
  return `${table([['action', 'taken'], ...rows], ['left', 'right'])}${silent}`;
}

/** How often each action was taken, in all searches or runs together. */
export function summed(all: readonly SimulationResult[]): ReadonlyMap<string, number> {
  const actions = new Map<string, number>();
  for (const { actions: own } of all) {
    for (const [name, times] of own) actions.set(name, (actions.get(name) ?? 0) + times);
  }
  return actions;
}
