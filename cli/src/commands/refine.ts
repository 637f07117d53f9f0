// `maat refine TRACE… --spec FILE[#A]`: is the recorded run one of the service's?
import type { Command } from 'commander';
import { BadInput } from '../failure.js';
import { pickAutomaton, readScope } from '../input/automaton.js';
import { judgeLogs } from '../input/judge.js';
import { whole } from '../input/numbers.js';
import { requireSpecification, splitReference } from '../input/specification.js';
import { readLogs } from '../input/traces.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import { writeShivizTrace } from '../output/shiviz.js';
import { traceData, traceFindings, verdictText } from '../output/trace-verdict.js';
import { refineWithHoles } from '../refine/holes.js';
import { tracedRows } from '../refine/rows.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly spec: string;
  readonly scope?: string;
  readonly budget: number;
  readonly holes?: number;
  readonly lost: readonly string[];
  readonly fill?: string;
  readonly shiviz?: string;
}

export function addRefine(program: Command, session: Session): Command {
  return program
    .command('refine')
    .description('check recorded traces against a service')
    .argument('<trace...>', 'logs of one run, or the folder that holds them')
    .requiredOption('--spec <file>', 'the service: FILE or FILE#AUTOMATON')
    .option(
      '--scope <sizes>',
      "values of the service's parameters, and sizes of sorts beyond what the trace mentions",
    )
    .option(
      '--budget <n>',
      'steps that a search may try before the answer is unknown',
      whole(1),
      200_000,
    )
    .option(
      '--holes <n>',
      'at most so many events may be missing or incomplete; they are filled in, if they can be',
      whole(0),
    )
    .option('--lost <process>', 'the whole log of this process is missing (repeatable)', also, [])
    .option('--fill <folder>', 'write the completed logs, what was filled in marked')
    .option('--shiviz <file>', 'write the run as a log for ShiViz, with vector clocks')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ maat refine out/traces --spec eto.ioa#ETO\n  $ maat refine out/damaged --spec eto.ioa#ETO --holes 2 --fill out/completed\n  $ maat refine out/traces --spec eto.ioa#ETO --shiviz run.log',
    )
    .action((traces: string[], options: Options) =>
      session.run('refine', options, (context) => work(context, traces, options)),
    );
}

function also(name: string, before: readonly string[]): readonly string[] {
  return [...before, name];
}

function work(
  context: Context,
  traces: readonly string[],
  options: Options,
): Outcome | Promise<Outcome> {
  const { holes: most, lost, fill } = options;
  if (most !== undefined && options.shiviz !== undefined)
    throw new BadInput('--shiviz is for logs without holes; those of --fill have none');
  if (most !== undefined) return refineWithHoles(context, traces, { ...options, most });
  const stray = lost.length > 0 ? '--lost' : fill === undefined ? undefined : '--fill';
  if (stray === undefined) return refine(context, traces, options);
  throw new BadInput(`${stray} goes with --holes, which says how much may be missing`);
}

function refine(context: Context, traces: readonly string[], options: Options): Outcome {
  const { file, name } = splitReference(options.spec);
  const specification = requireSpecification(context, file);
  const service = pickAutomaton(context, specification, name);
  const logs = readLogs(context.host, traces);
  if (options.shiviz !== undefined)
    writeShivizTrace(context, options.shiviz, specification, service, logs);
  context.progress.tick(() => `checking ${logs.length} logs against ${service.name}`);
  const scope = readScope(context, [service], options.scope ?? '', 0);
  const found = judgeLogs(context, specification, service, logs, {
    scope,
    budget: options.budget,
  });
  record(context.host, options, tracedRows(service.name, found, hashOf(specification)));
  const text = verdictText(found, service.name, context.colours);
  return {
    verdict: found.verdict,
    text,
    data: traceData(found),
    findings: traceFindings(found),
    claims: [
      { name: `${traces.join(' ')} refines ${service.name}`, verdict: found.verdict, detail: text },
    ],
  };
}
