// `maat explore` of a layer: is it, over the service below, the service that it implements? With any few inputs, then in environments in which it does all that it can do.
import type { Layer } from '@maat/spec-lang';
import { trialBeginnings, trialGrowth, trialWeights } from '@maat/synthesis';
import {
  checkSimulation,
  environmentsOf,
  exploredBy,
  grow,
  theoremClaim,
  type Budget,
  type SimulationResult,
} from '@maat/verifier';
import { record, type LedgerOptions } from '../commands/ledger-option.js';
import { guarded } from '../input/automaton.js';
import type { Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import type { Context } from '../session.js';
import { bounded, inEnvironment, layerClaim, type LayerClaim } from './claim.js';
import { judged, layerOutcome, type Search } from './outcome.js';

export interface LayerSearchOptions extends LedgerOptions {
  readonly scope: string;
  readonly inputs?: Budget;
  readonly depth?: number;
  readonly limit: number;
}

const SMALL = { processes: 2, messages: 1, others: 2 };
/** States of a search that was not asked for: some seconds. */
const FEW = 10_000;
const MOST_INPUTS = 12;
/** States of all environments together, and of one. */
const GROWTH = { total: 60_000, most: 10_000 };
/** Random runs in which the layer shows what it can do. */
const RUNS = { seed: 1, runs: 12, steps: 300 };

export function exploreLayer(
  context: Context,
  specification: Specification,
  layer: Layer,
  options: LayerSearchOptions,
): Outcome {
  const open = layerClaim(context, specification, layer, {
    scope: options.scope,
    sizes: SMALL,
    crossing: false,
  });
  const search = (claim: LayerClaim, limit: number): Search =>
    searched(context, specification, claim, { ...options, limit });
  const isAsked = options.inputs !== undefined || options.depth !== undefined;
  const searches = isAsked
    ? [search(bounded(open, options.inputs ?? { of: new Map() }), options.limit)]
    : guarded(context, specification, () => deepened(open, search, options.limit));
  return outcome(context, specification, searches, options, isAsked);
}

/** The last search that was finished, or the one that found what is wrong, speaks for all. */
function outcome(
  context: Context,
  specification: Specification,
  searches: readonly Search[],
  options: LayerSearchOptions,
  isAsked: boolean,
): Outcome {
  const [first, ...others] = searches;
  const last = searches.at(-1);
  if (first === undefined || last === undefined) throw new TypeError('one search is made at least');
  const isRefuted = isBad(last.result);
  const { claim, result } = isRefuted ? last : first;
  const found = judged(context, specification, claim.layer, result);
  remember(context, specification, options, { claim, result: found }, isRefuted ? [] : others);
  return layerOutcome(context, specification, claim, found, {
    extent: extent(found, options),
    more: isAsked ? '' : 'for more: --inputs, --scope',
    environments: isRefuted ? [] : others,
  });
}

function isBad({ verdict }: SimulationResult): boolean {
  return verdict === 'refuted' || verdict === 'invalid';
}

/** Any few inputs; then environments in which the layer does all that it does in random runs, and larger ones. */
function deepened(
  open: LayerClaim,
  search: (claim: LayerClaim, limit: number) => Search,
  limit: number,
): readonly Search[] {
  const any = anyInputs((n) =>
    search(bounded(open, { total: n, of: new Map() }), Math.min(limit, FEW)),
  );
  if (any.result.verdict !== 'holds') return [any];
  const { automaton } = open.concrete;
  const beginnings = trialBeginnings(automaton);
  const weights = trialWeights(automaton);
  const bases = environmentsOf(open.concrete, { beginnings, weights, ...RUNS });
  const grown = grow<Search>(bases, {
    ...GROWTH,
    more: trialGrowth(open.layer, automaton),
    search: (budget, most) => search(inEnvironment(open, budget), most),
    distinct: ({ result }) => result.distinct,
    isDone: ({ result }) => result.complete,
    isBad: ({ result }) => isBad(result),
  });
  return [any, ...grown.map((g) => g.result)];
}

/** One input more, as long as every state is reached in seconds; or up to what is wrong. */
function anyInputs(search: (inputs: number) => Search): Search {
  let last = search(1);
  for (let n = 2; n <= MOST_INPUTS && last.result.complete; n += 1) {
    const next = search(n);
    if (next.result.verdict === 'unknown') return last;
    last = next;
  }
  return last;
}

function searched(
  context: Context,
  specification: Specification,
  claim: LayerClaim,
  { depth, limit }: LayerSearchOptions,
): Search {
  const result = guarded(context, specification, () =>
    checkSimulation(claim.concrete, claim.abstract, claim.simulation, {
      definitions: specification.program.definitions,
      limit,
      counters: claim.counters,
      ...(depth === undefined ? {} : { depth }),
      onProgress: (f) => {
        context.progress.tick(() => `${claim.scope}: ${f.distinct} distinct states`);
      },
    }),
  );
  return { claim, result };
}

function extent(result: SimulationResult, { depth, limit }: LayerSearchOptions): string {
  if (result.verdict === 'unknown') return `not finished after ${limit} distinct states (--limit)`;
  if (result.diagnostics.length > 0) return 'a handler cannot go on';
  if (result.failure !== undefined) return `after ${result.failure.run.steps.length} steps`;
  return result.complete ? 'every reachable state' : `every state within ${depth ?? 0} steps`;
}

function remember(
  context: Context,
  specification: Specification,
  options: LayerSearchOptions,
  { claim, result }: Search,
  others: readonly Search[],
): void {
  const more = others.length === 0 ? '' : `, and in ${others.length} other environments`;
  const evidence = exploredBy(result, `${claim.scope}${more}`);
  const hash = hashOf(specification);
  record(context.host, options, [{ claim: theoremClaim(claim.layer), evidence, hash }]);
}
