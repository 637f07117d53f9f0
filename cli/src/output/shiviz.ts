// Writes runs, chosen by a seed or recorded, for ShiViz, which draws what happened before what.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  messagesOf,
  processOf,
  processSort,
  shivizLog,
  type Automaton,
  type Instance,
  type Run,
} from '@maat/spec-lang';
import { inWitnessOrder, parseTraces, type LogText } from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';
import { showStep } from './steps.js';

/** Steps of no process are the whole system's. */
export function writeShivizRun(context: Context, file: string, instance: Instance, run: Run): void {
  const { name, signature } = instance.automaton;
  const places = { signature, process: processSort(signature) };
  const events = run.steps.map((step) => ({
    host: processOf(places, step) ?? name,
    text: showStep(instance, step),
  }));
  write(context, file, shivizLog(events, messagesOf(places, run.steps)));
}

/** Logs that are none are left to those who judge them. */
export function writeShivizTrace(
  context: Context,
  file: string,
  { program }: Specification,
  service: Automaton,
  logs: readonly LogText[],
): void {
  const read = parseTraces(logs, service, program);
  if (!read.ok) return;
  const order = inWitnessOrder(read.trace);
  if (order === undefined)
    throw new BadInput('--shiviz: the logs have no clocks that say in which order it happened');
  const { signature } = service;
  const steps = order.map((e) => e.step);
  const events = order.map(({ process, step }) => ({
    host: process,
    text: showStep({ automaton: service }, step),
  }));
  const messages = messagesOf({ signature, process: processSort(signature) }, steps);
  write(context, file, shivizLog(events, messages));
}

function write(context: Context, file: string, text: string): void {
  try {
    writeFileSync(resolve(context.host.cwd, file), text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`cannot be written: ${reason}`, file);
  }
}
