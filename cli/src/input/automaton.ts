// Picks the automaton that a command is about, and the finite scope in which it is looked at.
import {
  findAutomaton,
  hasErrors,
  instantiate,
  parseScope,
  SpecError,
  uninterpretedSorts,
  userOf,
  elementNames,
  ENDLESS_SORTS,
  type Automaton,
  type Instance,
  type Scope,
  type Unit,
} from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import type { Context } from '../session.js';
import { BadSpecification } from './bad-specification.js';
import { didYouMean } from './did-you-mean.js';
import type { Specification } from './specification.js';

/** The automaton of that name, or the only one, or the last composition of the file, or the last that is simulated. */
export function pickAutomaton(
  context: Context,
  specification: Specification,
  name: string | undefined,
): Automaton {
  const units = specification.program.units.filter(meansAutomaton);
  if (name !== undefined) {
    if (units.some((u) => u.name === name)) return found(context, specification, name);
    const hint = didYouMean(
      name,
      units.map((u) => u.name),
    );
    throw new BadInput(`there is no automaton '${name}'`, specification.file, hint);
  }
  return found(context, specification, onlyName(specification, units));
}

function onlyName(specification: Specification, units: readonly Unit[]): string {
  const own = withoutUsers(units.filter((u) => u.file === specification.file));
  const composed = own.filter((u) => u.kind === 'composition');
  const simulated = own.filter((u) => isSimulated(specification, u));
  const meant = own.length === 1 ? own[0] : (composed.at(-1) ?? simulated.at(-1));
  if (meant !== undefined) return meant.name;
  const names = own.map((u) => u.name);
  if (names.length === 0) throw new BadInput('has no automaton', specification.file);
  throw new BadInput(
    'has several automata',
    specification.file,
    `Say which with --automaton: ${names.join(', ')}.`,
  );
}

/** Whether the file says of it that it refines another. */
function isSimulated({ program, file }: Specification, unit: Unit): boolean {
  return program.units.some(
    (u) => u.kind === 'simulation' && u.file === file && u.from === unit.name,
  );
}

/** An automaton that says how another is used is not what a file is about. */
function withoutUsers(units: readonly Unit[]): readonly Unit[] {
  const users = units.flatMap((u) => (u.kind === 'automaton' ? [userOf(u, units)] : []));
  return units.filter((u) => u.kind !== 'automaton' || !users.includes(u));
}

function found(context: Context, specification: Specification, name: string): Automaton {
  return guarded(context, specification, () => findAutomaton(specification.program, name));
}

function meansAutomaton(unit: Unit): boolean {
  return (
    unit.kind === 'automaton' ||
    unit.kind === 'composition' ||
    unit.kind === 'layer' ||
    unit.kind === 'stack'
  );
}

/** What `--scope` says, with `size` elements in each uninterpreted sort that it leaves out. */
export function readScope(
  context: Context,
  automata: readonly Automaton[],
  text: string,
  size: number,
): Scope {
  const sorts = [...new Set(automata.flatMap(uninterpretedSorts))];
  const parameters = {
    types: automata.flatMap((a) => a.parameters.types),
    values: automata.flatMap((a) => a.parameters.values),
  };
  refuse(text, automata.map((a) => a.name).join(' and '), [
    sorts,
    parameters.values.map((v) => v.name),
  ]);
  const { value, diagnostics } = parseScope(text, parameters);
  if (hasErrors(diagnostics)) {
    const sources = [{ file: '--scope', text }];
    throw new BadSpecification(diagnostics, sources, context.colours.isColorSupported);
  }
  const missing = sorts
    .filter((sort) => !value.sorts.has(sort))
    .map((sort) => [sort, elementNames(sort, size)] as const);
  return { ...value, sorts: new Map([...value.sorts, ...missing]) };
}

const LARGEST_SORT = 1000;

/** Names that the automaton does not have, names given twice, sizes that are none. */
function refuse(
  text: string,
  about: string,
  [sorts, values]: readonly [sorts: readonly string[], values: readonly string[]],
): void {
  const known = [...sorts, ...values];
  const seen = new Set<string>();
  for (const piece of text.split(',').filter((p) => p.includes('='))) {
    const [name = '', size = ''] = piece.split('=').map((p) => p.trim());
    const isEndless = ENDLESS_SORTS.includes(name);
    if (!known.includes(name) && !isEndless) {
      const message = `--scope: ${about} has no sort and no parameter '${name}'`;
      throw new BadInput(message, '', didYouMean(name, known));
    }
    if (seen.has(name)) throw new BadInput(`--scope: ${name} is given twice`);
    seen.add(name);
    const fits = /^\d+$/.test(size) && Number(size) >= 1 && Number(size) <= LARGEST_SORT;
    if ((sorts.includes(name) || isEndless) && !fits) {
      throw new BadInput(
        `--scope: the size of ${name} is a whole number from 1 to ${LARGEST_SORT}`,
      );
    }
  }
}

export function makeInstance(
  context: Context,
  specification: Specification,
  automaton: Automaton,
  scope: Scope,
): Instance {
  return guarded(context, specification, () =>
    instantiate(automaton, scope, { definitions: specification.program.definitions }),
  );
}

/** Runs what may find an error in the specification only while running it. */
export function guarded<T>(context: Context, specification: Specification, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw asBadInput(context, specification, failure);
  }
}

export async function guardedAsync<T>(
  context: Context,
  specification: Specification,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    throw asBadInput(context, specification, failure);
  }
}

function asBadInput(context: Context, { sources }: Specification, failure: unknown): unknown {
  if (!(failure instanceof SpecError)) return failure;
  return new BadSpecification(failure.diagnostics, sources, context.colours.isColorSupported);
}
