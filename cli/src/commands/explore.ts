// `maat explore FILE`: every state of a finite scope; invariants, deadlock, simulations, refinement of another automaton.
import type { Command } from 'commander';
import { claimsOf, findingsOf, rowsOf, searchData } from '../explore/data.js';
import { searchAll, verdictOf, type Search, type Wishes } from '../explore/search.js';
import { problemOf, searchText } from '../explore/text.js';
import { BadSpecification } from '../input/bad-specification.js';
import { budget } from '../input/budget.js';
import { whole } from '../input/numbers.js';
import { requireSpecification, type Specification } from '../input/specification.js';
import { pickLayer } from '../layers/claim.js';
import { exploreLayer } from '../layers/explore.js';
import { hashOf } from '../ledger.js';
import { worst, type Outcome } from '../outcome.js';
import { runText } from '../output/run-text.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

type Options = CommonOptions & LedgerOptions & Wishes;

export function addExplore(program: Command, session: Session): Command {
  return program
    .command('explore')
    .description('every state of a specification in a finite scope')
    .argument('<file>', 'an .ioa file, or the name of one in the library')
    .option('--automaton <name>', 'which automaton, composition or layer')
    .option(
      '--scope <sizes>',
      'size of each sort (2 unless told) and value of each parameter: Node=3,N=4,S={node0}',
      '',
    )
    .option(
      '--inputs <budget>',
      'how often inputs come at most, all together or by name: 3,leave=0',
      budget,
    )
    .option('--depth <n>', 'no more steps than these from an initial state', whole(1, 1_000_000))
    .option('--limit <n>', 'distinct states after which the answer is unknown', whole(1), 1_000_000)
    .option(
      '--refines <name>',
      'is it a refinement of this automaton? By the simulation in the file, else by all traces',
    )
    .option('--deadlock', 'a state without a step is refuted too')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ maat explore evs.ioa --scope Proc=2,View=1,Msg=1 --inputs cast=2,leave=0',
    )
    .action((file: string, options: Options) =>
      session.run('explore', options, (context) => work(context, file, options)),
    );
}

function work(context: Context, file: string, options: Options): Outcome {
  const specification = requireSpecification(context, file);
  const layer = pickLayer(context, specification, options.automaton);
  if (layer !== undefined && options.refines === undefined)
    return exploreLayer(context, specification, layer, options);
  const searches = searchAll(context, specification, options);
  for (const search of searches) refuse(context, specification, search);
  const hash = hashOf(specification);
  record(
    context.host,
    options,
    searches.flatMap((search) => rowsOf(search, hash)),
  );
  return outcome(context, searches);
}

/** A specification that cannot be run, with the run that leads to where it stops. */
function refuse(context: Context, specification: Specification, search: Search): void {
  const { result, instance } = search;
  if (result.verdict !== 'invalid') return;
  const run = 'run' in result ? runText(instance, result.run) : '';
  const { isColorSupported } = context.colours;
  throw BadSpecification.withRun(result.diagnostics, specification.sources, isColorSupported, run);
}

function outcome(context: Context, searches: readonly Search[]): Outcome {
  const [first, ...simulations] = searches.map(searchData);
  return {
    verdict: worst(searches.map(verdictOf)),
    text: searches.map((search) => searchText(context, search)).join('\n\n'),
    data: {
      ...first,
      ...(simulations.length === 0 ? {} : { simulations }),
      verdict: worst(searches.map(verdictOf)),
    },
    findings: searches.flatMap(findingsOf),
    claims: searches.flatMap((search) =>
      claimsOf(search).map(({ name }) => ({
        name,
        verdict: verdictOf(search),
        detail: problemOf(search) ?? '',
      })),
    ),
  };
}
