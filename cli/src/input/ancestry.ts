// Services that extend others: a run of the extension is held against the parent without the events that are new.
import type { Automaton, Program } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import type { Context } from '../session.js';
import { loadSpecification, type Specification } from './specification.js';

/** The automaton's name and those of all that it extends, itself first. */
export function ancestry(program: Program, name: string): readonly string[] {
  const parent = automatonOf(program, name)?.extends?.parent;
  return parent === undefined ? [name] : [name, ...ancestry(program, parent)];
}

/** The external actions that the child has and the parent has not. */
export function newEvents(child: Automaton, parent: Automaton): readonly string[] {
  return externals(child).filter((name) => !externals(parent).includes(name));
}

/** The events to leave out when these logs, of whatever service their header names, are held against `service`. */
export function hiddenIn(
  context: Context,
  specification: Specification,
  service: Automaton,
  logs: readonly LogText[],
): readonly string[] {
  const name = serviceNamed(logs[0]?.text ?? '');
  if (name === undefined || name === service.name) return [];
  const program = programWith(context, specification, name);
  const child = program === undefined ? undefined : automatonOf(program, name);
  if (program === undefined || child === undefined) return [];
  return ancestry(program, name).includes(service.name) ? newEvents(child, service) : [];
}

/** The specification itself, or the library's file of that name. */
function programWith(
  context: Context,
  specification: Specification,
  name: string,
): Program | undefined {
  if (automatonOf(specification.program, name) !== undefined) return specification.program;
  try {
    return loadSpecification(context, `${name.toLowerCase()}.ioa`).program;
  } catch {
    return undefined;
  }
}

/** What the first line of a log says; the strict reader says what is wrong with it. */
function serviceNamed(text: string): string | undefined {
  try {
    const header: unknown = JSON.parse(text.slice(0, Math.max(0, text.indexOf('\n'))));
    const service =
      typeof header === 'object' && header !== null && 'service' in header
        ? header.service
        : undefined;
    return typeof service === 'string' && /^\w+$/.test(service) ? service : undefined;
  } catch {
    return undefined;
  }
}

function automatonOf(program: Program, name: string): Automaton | undefined {
  const unit = program.units.find((u) => u.name === name);
  return unit?.kind === 'automaton' ? unit : undefined;
}

function externals(automaton: Automaton): readonly string[] {
  return automaton.signature.filter((a) => a.kind !== 'internal').map((a) => a.name);
}
