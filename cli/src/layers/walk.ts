// `maat simulate` of a layer: seeded runs over the service below, each step compared with the service that it implements.
import type { Layer } from '@maat/spec-lang';
import { trialBeginnings, trialIdle, trialInputs, trialWeights } from '@maat/synthesis';
import {
  checkSimulation,
  simulatedBy,
  withBudget,
  type SimulationResult,
  theoremClaim,
} from '@maat/verifier';
import { record, type LedgerOptions } from '../commands/ledger-option.js';
import { guarded } from '../input/automaton.js';
import type { Range } from '../input/numbers.js';
import type { Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import type { Context } from '../session.js';
import { layerClaim, type LayerClaim } from './claim.js';
import { judged, layerOutcome, summed } from './outcome.js';

export interface LayerWalkOptions extends LedgerOptions {
  readonly scope: string;
  readonly seeds: Range;
  readonly steps: number;
}

/** Two processes meet soonest; with three, what two have done meets the third. */
const PAIR = { processes: 2, messages: 3, others: 8 };
const THREE = { ...PAIR, processes: 3 };

export function walkLayer(
  context: Context,
  specification: Specification,
  layer: Layer,
  options: LayerWalkOptions,
): Outcome {
  const walked = [PAIR, THREE].map((sizes, i) => {
    const claim = layerClaim(context, specification, layer, {
      scope: options.scope,
      sizes,
      crossing: true,
    });
    return { claim, result: walk(context, specification, claim, half(options.seeds, i), options) };
  });
  const last = walked.find((w) => w.result.verdict !== 'holds') ?? walked.at(-1);
  if (last === undefined) throw new TypeError('there are two scopes');
  const found = { ...last, result: judged(context, specification, layer, last.result) };
  const runs = options.seeds.to - options.seeds.from + 1;
  const figures = {
    scope: found.claim.scope,
    runs,
    steps: options.steps,
    seed: options.seeds.from,
  };
  const evidence = simulatedBy(found.result, figures);
  record(context.host, options, [
    { claim: theoremClaim(layer), evidence, hash: hashOf(specification) },
  ]);
  const results = walked.map((w) => w.result);
  const extent = extentOf(found.result, runs, options);
  return layerOutcome(context, specification, found.claim, added(results, found.result), {
    extent,
    more: '',
  });
}

function extentOf(
  { seed, diagnostics }: SimulationResult,
  runs: number,
  options: LayerWalkOptions,
): string {
  if (diagnostics.length > 0) return 'a handler cannot go on';
  if (seed !== undefined) return `seed ${String(seed)}`;
  const of = `seeds ${String(options.seeds.from)}..${String(options.seeds.to)}`;
  return `${String(runs)} runs of up to ${String(options.steps)} steps, ${of}`;
}

/** Odd seeds with two processes, even ones with three. */
function half({ from, to }: Range, i: number): readonly number[] {
  const all = Array.from({ length: to - from + 1 }, (_, k) => from + k);
  return all.filter((seed) => (seed + 1) % 2 === i);
}

function walk(
  context: Context,
  specification: Specification,
  claim: LayerClaim,
  seeds: readonly number[],
  { steps }: LayerWalkOptions,
): SimulationResult {
  const { automaton } = claim.concrete;
  const inputs = trialInputs(automaton);
  const concrete = withBudget(claim.concrete, { of: inputs });
  const beginnings = trialBeginnings(automaton);
  const idle = trialIdle(claim.layer, automaton);
  const weights = new Map(
    [...trialWeights(automaton)].map(([a, w]) => [a, idle.has(a) ? IDLE * w : w]),
  );
  const results: SimulationResult[] = [];
  for (const seed of seeds) {
    context.progress.tick(() => `seed ${String(seed)}, ${claim.scope}`);
    const result = guarded(context, specification, () =>
      checkSimulation(concrete, claim.abstract, claim.simulation, {
        definitions: specification.program.definitions,
        counters: inputs.size,
        walk: { seed, runs: 1, steps, weights, beginnings },
      }),
    );
    results.push(result);
    if (result.verdict !== 'holds') break;
  }
  const last = results.at(-1);
  if (last === undefined) return NONE;
  return added(results, last);
}

/** Of what nothing comes there is to be little. */
const IDLE = 0.1;

/** Of no seeds. */
const NONE: SimulationResult = {
  distinct: 0,
  generated: 0,
  depth: 0,
  queued: 0,
  verdict: 'holds',
  mode: 'simulated',
  complete: false,
  actions: new Map(),
  neverTaken: [],
  diagnostics: [],
};

/** What all did, and how one ended. */
function added(all: readonly SimulationResult[], one: SimulationResult): SimulationResult {
  const actions = summed(all);
  const neverTaken = [...actions].filter(([, times]) => times === 0).map(([name]) => name);
  const generated = all.reduce((sum, r) => sum + r.generated, 0);
  return { ...one, actions, neverTaken, generated };
}
