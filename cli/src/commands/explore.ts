// `maat explore FILE`: every state of a finite scope; invariants, deadlock, refinement of another automaton.
import {
  checkRefinement,
  explore,
  exploredBy,
  type Claim,
  type ExploreResult,
  type RefinementResult,
} from '@maat/verifier';
import type { Instance } from '@maat/spec-lang';
import type { Command } from 'commander';
import { guarded, makeInstance, pickAutomaton, readScope, scopeText } from '../input/automaton.js';
import { BadSpecification } from '../input/bad-specification.js';
import { invariantsOf, type NamedCondition } from '../input/invariants.js';
import { whole } from '../input/numbers.js';
import { requireSpecification, type Specification } from '../input/specification.js';
import { invariantClaim, refinement } from '../claims.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import { refinementText } from '../output/refinement-text.js';
import { runText } from '../output/run-text.js';
import { showStep } from '../output/steps.js';
import { table } from '../output/table.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly automaton?: string;
  readonly scope: string;
  readonly depth?: number;
  readonly limit: number;
  readonly refines?: string;
  readonly deadlock?: boolean;
}

/** A search and what it looked for. */
interface Search {
  readonly instance: Instance;
  readonly abstract?: Instance;
  readonly invariants: readonly NamedCondition[];
  readonly scope: string;
  readonly result: ExploreResult | RefinementResult;
}

export function addExplore(program: Command, session: Session): Command {
  return program
    .command('explore')
    .description('every state of a specification in a finite scope')
    .argument('<file>', 'an .ioa file, or the name of one in the library')
    .option('--automaton <name>', 'which automaton, composition or layer')
    .option(
      '--scope <sizes>',
      'size of each sort (2 unless told) and value of each parameter: Node=3,N=4',
      '',
    )
    .option('--depth <n>', 'no more steps than these from an initial state', whole(0, 1_000_000))
    .option('--limit <n>', 'distinct states after which the answer is unknown', whole(1), 1_000_000)
    .option('--refines <name>', 'is every trace one of this automaton?')
    .option('--deadlock', 'a state without a step is refuted too')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ maat explore evs.ioa --scope Proc=2,View=1,Msg=1 --depth 6',
    )
    .action((file: string, options: Options) =>
      session.run('explore', options, (context) => work(context, file, options)),
    );
}

function work(context: Context, file: string, options: Options): Outcome {
  const specification = requireSpecification(context, file);
  const search = searchFor(context, specification, options);
  const { result } = search;
  if (result.verdict === 'invalid') {
    const run = 'run' in result ? runText(search.instance, result.run) : '';
    throw BadSpecification.withRun(
      result.diagnostics,
      specification.sources,
      context.colours.isColorSupported,
      run,
    );
  }
  const outcome = outcomeOf(context, search, options);
  remember(context, search, options, hashOf(specification));
  return outcome;
}

function searchFor(context: Context, specification: Specification, options: Options): Search {
  const automaton = pickAutomaton(context, specification, options.automaton);
  const scope = readScope(context, automaton, options.scope, 2);
  const instance = makeInstance(context, specification, automaton, scope);
  const common = {
    limit: options.limit,
    ...(options.depth === undefined ? {} : { depth: options.depth }),
    onProgress: (f: { distinct: number; depth: number; queued: number }): void => {
      context.progress.tick(
        () =>
          `${f.distinct} distinct states, depth ${f.depth}, ${f.queued} to expand, ${rate(context, f.distinct)}`,
      );
    },
  };
  if (options.refines === undefined) {
    const invariants = invariantsOf(specification.program, automaton.name);
    const deadlock = options.deadlock === true;
    const result = guarded(context, specification, () =>
      explore(instance, { ...common, invariants, deadlock }),
    );
    return { instance, invariants, scope: scopeText(scope), result };
  }
  const abstract = makeInstance(
    context,
    specification,
    pickAutomaton(context, specification, options.refines),
    scope,
  );
  const result = guarded(context, specification, () => checkRefinement(instance, abstract, common));
  return { instance, abstract, invariants: [], scope: scopeText(scope), result };
}

function outcomeOf(context: Context, search: Search, options: Options): Outcome {
  const { result, instance } = search;
  const problem = problemOf(search);
  const claims = claimsOf(search).map(({ name }) => ({
    name,
    verdict: result.verdict,
    detail: problem ?? '',
  }));
  const { distinct, generated, depth, complete } = result;
  const actions = Object.fromEntries(result.actions);
  return {
    verdict: result.verdict,
    text: [headline(context, search, options), figures(context, search), problem ?? '']
      .filter((t) => t !== '')
      .join('\n\n'),
    data: {
      automaton: instance.automaton.name,
      scope: search.scope,
      distinct,
      generated,
      depth,
      complete,
      actions,
      ...failureData(search),
    },
    findings:
      problem === undefined
        ? []
        : [{ code: 'refuted', level: 'error', message: problem, file: instance.automaton.file }],
    claims,
  };
}

function headline(context: Context, search: Search, options: Options): string {
  const { result, instance, abstract } = search;
  const { colours } = context;
  const what =
    abstract === undefined
      ? instance.automaton.name
      : refinement(instance.automaton.name, abstract.automaton.name).name;
  const scope = search.scope === '' ? '' : `, scope ${search.scope}`;
  if (result.verdict === 'refuted')
    return `${colours.red('✗')} ${what}${scope}: ${brokenText(search)}`;
  if (result.verdict === 'unknown')
    return `${colours.yellow('?')} ${what}${scope}: not finished after ${options.limit} distinct states (--limit)`;
  const extent = result.complete
    ? 'every reachable state'
    : `every state within ${options.depth ?? 0} steps`;
  const held =
    search.invariants.length === 0
      ? ''
      : `; invariants ${search.invariants.map((i) => i.name).join(', ')} hold`;
  return `${colours.green('✓')} ${what}${scope}: ${extent}${held}`;
}

function brokenText(search: Search): string {
  const { result, abstract } = search;
  if (abstract !== undefined) return 'refuted';
  const stopped = 'run' in result ? result.run.stopped : undefined;
  if (stopped?.kind === 'invariant') return `invariant ${stopped.name} does not hold`;
  return 'a state without a step';
}

function figures(context: Context, search: Search): string {
  const { distinct, generated, depth, actions } = search.result;
  const counts = table(
    [
      ['distinct states', `${distinct}`],
      ['generated', `${generated}`],
      ['depth', `${depth}`],
      // As wide whatever the speed, so that figures of two runs stand alike.
      ['speed', rate(context, distinct).padStart(16)],
    ],
    ['left', 'right'],
  );
  const rows = [...actions].map(([name, times]) => [name, times === 0 ? 'never' : `${times}`]);
  return `${counts}\n\n${table([['action', 'taken'], ...rows], ['left', 'right'])}`;
}

function rate(context: Context, states: number): string {
  const seconds = context.progress.seconds();
  return seconds > 0 ? `${Math.round(states / seconds)} states/s` : 'too fast to tell';
}

/** The counterexample for people; undefined when there is none. */
function problemOf(search: Search): string | undefined {
  const { result, instance, abstract } = search;
  if (abstract !== undefined && 'failure' in result) {
    return refinementText(
      instance,
      abstract,
      result.failure,
      'obstacles' in result ? result.obstacles : [],
    );
  }
  return 'run' in result ? runText(instance, result.run) : undefined;
}

function failureData(search: Search): Readonly<Record<string, unknown>> {
  const { result, instance } = search;
  const run = 'run' in result ? result.run : 'failure' in result ? result.failure.run : undefined;
  if (run === undefined) return {};
  const reason =
    'failure' in result ? `${result.failure.kind}: ${result.failure.text}` : brokenText(search);
  return { reason, counterexample: run.steps.map((step) => showStep(instance, step)) };
}

function claimsOf(search: Search): readonly Claim[] {
  const { instance, abstract, invariants } = search;
  if (abstract !== undefined) return [refinement(instance.automaton.name, abstract.automaton.name)];
  return invariants.map((i) => invariantClaim(i.name, instance.automaton.name));
}

/** Of several invariants only the broken one is refuted; nothing is said of the others. */
function remember(context: Context, search: Search, options: Options, hash: string): void {
  const { result, scope } = search;
  const stopped = 'run' in result ? result.run.stopped : undefined;
  const broken =
    stopped?.kind === 'invariant'
      ? invariantClaim(stopped.name, search.instance.automaton.name)
      : undefined;
  const claims = claimsOf(search).filter(
    (claim) => broken === undefined || claim.name === broken.name,
  );
  if (stopped?.kind === 'deadlock') return;
  const evidence = exploredBy(result, scope);
  record(
    context.host,
    options,
    claims.map((claim) => ({ claim, evidence, hash })),
  );
}
