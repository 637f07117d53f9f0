// `maat explore` of a layer: is it, over the service below, the service that it implements? With more and more inputs.
import type { Layer } from '@maat/spec-lang';
import {
  checkSimulation,
  exploredBy,
  type Budget,
  type SimulationResult,
  theoremClaim,
} from '@maat/verifier';
import { record, type LedgerOptions } from '../commands/ledger-option.js';
import { guarded } from '../input/automaton.js';
import type { Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import type { Context } from '../session.js';
import { bounded, layerClaim, type LayerClaim } from './claim.js';
import { judged, layerOutcome } from './outcome.js';

export interface LayerSearchOptions extends LedgerOptions {
  readonly scope: string;
  readonly inputs?: Budget;
  readonly depth?: number;
  readonly limit: number;
}

const SMALL = { processes: 2, messages: 1, others: 2 };
/** States of a search that was not asked for: some seconds. */
const SECONDS = 20_000;
const MOST_INPUTS = 12;

interface Search {
  readonly claim: LayerClaim;
  readonly result: SimulationResult;
}

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
  const asked = options.inputs !== undefined || options.depth !== undefined;
  const search = (budget: Budget, limit: number): Search =>
    searched(context, specification, bounded(open, budget), { ...options, limit });
  const found = asked
    ? search(options.inputs ?? { of: new Map() }, options.limit)
    : deepened((n) => search({ total: n, of: new Map() }, Math.min(options.limit, SECONDS)));
  const result = judged(context, specification, layer, found.result);
  const { claim } = found;
  remember(context, specification, options, layer, { claim, result });
  return layerOutcome(context, specification, claim, result, {
    extent: extent(result, options),
    more: asked ? '' : 'for more: --inputs, --scope',
  });
}

/** One input more, as long as every state is reached in seconds; or up to what is wrong. */
function deepened(search: (inputs: number) => Search): Search {
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
  return result.complete ? 'every reachable state' : `every state within ${depth ?? 0} steps`;
}

function remember(
  context: Context,
  specification: Specification,
  options: LayerSearchOptions,
  layer: Layer,
  { claim, result }: Search,
): void {
  const evidence = exploredBy(result, claim.scope);
  record(context.host, options, [
    { claim: theoremClaim(layer), evidence, hash: hashOf(specification) },
  ]);
}
