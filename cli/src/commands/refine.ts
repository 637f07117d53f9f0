// `maat refine TRACE… --spec FILE[#A]`: is the recorded run one of the service's?
import { tracedBy, type Row, type TraceVerdict, refinementClaim } from '@maat/verifier';
import type { Command } from 'commander';
import { pickAutomaton, readScope } from '../input/automaton.js';
import { judgeLogs } from '../input/judge.js';
import { whole } from '../input/numbers.js';
import { requireSpecification, splitReference } from '../input/specification.js';
import { readLogs } from '../input/traces.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import { traceData, traceFindings, verdictText } from '../output/trace-verdict.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { ledgerOption, record, type LedgerOptions } from './ledger-option.js';

interface Options extends CommonOptions, LedgerOptions {
  readonly spec: string;
  readonly scope?: string;
  readonly budget: number;
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
    .addOption(ledgerOption())
    .addHelpText('after', '\nExample:\n  $ maat refine out/traces --spec eto.ioa#ETO')
    .action((traces: string[], options: Options) =>
      session.run('refine', options, (context) => refine(context, traces, options)),
    );
}

function refine(context: Context, traces: readonly string[], options: Options): Outcome {
  const { file, name } = splitReference(options.spec);
  const specification = requireSpecification(context, file);
  const service = pickAutomaton(context, specification, name);
  const logs = readLogs(context.host, traces);
  context.progress.tick(() => `checking ${logs.length} logs against ${service.name}`);
  const scope = readScope(context, [service], options.scope ?? '', 0);
  const found = judgeLogs(context, specification, service, logs, {
    scope,
    budget: options.budget,
  });
  record(context.host, options, rows(service.name, found, hashOf(specification)));
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

function rows(service: string, found: TraceVerdict, hash: string): readonly Row[] {
  if (found.verdict === 'invalid') return [];
  const { events, members } = found;
  const reason = 'reason' in found ? found.reason : '';
  const evidence = tracedBy(found.verdict, { runs: 1, events, members }, reason);
  return [{ claim: refinementClaim('the recorded run', service), evidence, hash }];
}
