// `maat refine --holes N`: recorded traces of which something is missing, completed where they can be.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fillTrace, readHoles, type LogText } from '@maat/verifier';
import type { Automaton } from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { guardedAsync, pickAutomaton, readScope } from '../input/automaton.js';
import { requireSpecification, splitReference } from '../input/specification.js';
import { readLogs } from '../input/traces.js';
import { hashOf } from '../ledger.js';
import type { Outcome } from '../outcome.js';
import { holeData, holeFindings, holeText } from '../output/hole-verdict.js';
import { traceData, traceFindings, verdictText } from '../output/trace-verdict.js';
import { withSolver } from '../prove/solver.js';
import type { Context } from '../session.js';
import { record, type LedgerOptions } from '../commands/ledger-option.js';
import { tracedRows } from './rows.js';

export interface HoleOptions extends LedgerOptions {
  readonly spec: string;
  readonly scope?: string;
  readonly budget: number;
  readonly most: number;
  readonly lost: readonly string[];
  readonly fill?: string;
}

export async function refineWithHoles(
  context: Context,
  traces: readonly string[],
  options: HoleOptions,
): Promise<Outcome> {
  const { file, name } = splitReference(options.spec);
  const specification = requireSpecification(context, file);
  const service = pickAutomaton(context, specification, name);
  const logs = readLogs(context.host, traces);
  const scope = readScope(context, [service], options.scope ?? '', 0);
  const { program } = specification;
  const read = readHoles(logs, service, program, options);
  const claim = `${traces.join(' ')} refines ${service.name}`;
  if (!read.ok) return invalid(context, service, claim, read.errors);
  const { trace } = read;
  context.progress.tick(() => `looking for what is missing in ${logs.length} logs`);
  const found = await withSolver(context, 'auto', false, ({ solver, cancel }) =>
    guardedAsync(context, specification, () =>
      fillTrace(trace, service, { scope, program, budget: options.budget, solver, cancel }),
    ),
  );
  record(context.host, options, tracedRows(service.name, found, hashOf(specification)));
  if (options.fill !== undefined && found.verdict === 'holds')
    writeCompleted(context.host, options.fill, found.completed);
  const text = holeText(found, service.name, context.colours);
  return {
    verdict: found.verdict,
    text,
    data: holeData(found),
    findings: holeFindings(found),
    claims: [{ name: claim, verdict: found.verdict, detail: text }],
  };
}

function invalid(
  { colours }: Context,
  service: Automaton,
  name: string,
  errors: Extract<ReturnType<typeof readHoles>, { readonly ok: false }>['errors'],
): Outcome {
  const found = { verdict: 'invalid', errors } as const;
  const text = verdictText(found, service.name, colours);
  return {
    verdict: 'invalid',
    text,
    data: traceData(found),
    findings: traceFindings(found),
    claims: [{ name, verdict: 'invalid', detail: text }],
  };
}

function writeCompleted(host: Host, folder: string, completed: readonly LogText[]): void {
  const place = resolve(host.cwd, folder);
  try {
    mkdirSync(place, { recursive: true });
    for (const { file, text } of completed) writeFileSync(join(place, basename(file)), text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`the completed logs cannot be written: ${reason}`, folder);
  }
}
