/** Is a service EVS or ETO, or does it extend one of them? Then multicast/ judges its traces without a search. */
import { check, equalUnit, libraryLoader } from '@maat/spec-lang';
import type { Automaton, Program } from '@maat/spec-lang';

export type Family = 'EVS' | 'ETO';

/**
 * The closest of the two that the service extends, by the library's own text: a service that only
 * bears the name is none. `program` holds the parents.
 */
export function familyOf(service: Automaton, program: Program | undefined): Family | undefined {
  return closest(service, ['ETO', 'EVS'], program);
}

/** Whether the service is, or extends, this automaton of the library. */
export function descendsFrom(
  service: Automaton,
  ancestor: Original,
  program: Program | undefined,
): boolean {
  return closest(service, [ancestor], program) !== undefined;
}

type Original = Family | 'Group';

function closest<T extends Original>(
  service: Automaton,
  wanted: readonly T[],
  program: Program | undefined,
): T | undefined {
  const seen = new Set<string>();
  let at: Automaton | undefined = service;
  while (at !== undefined && !seen.has(at.name)) {
    const { name } = at;
    seen.add(name);
    const found = wanted.find((w) => w === name);
    if (found !== undefined && isLibrarys(at, found)) return found;
    at = automatonNamed(at.extends?.parent, program);
  }
  return undefined;
}

function isLibrarys(automaton: Automaton, original: Original): boolean {
  const found = libraryAutomaton(original);
  return found !== undefined && equalUnit(automaton, found);
}

/** Reading the library takes longer than judging a short trace, so it is done once. */
const originals = new Map<Original, Automaton | undefined>();

export function libraryAutomaton(name: Original): Automaton | undefined {
  const known = originals.get(name);
  if (known !== undefined) return known;
  const file = `${name.toLowerCase()}.ioa`;
  const source = libraryLoader(file, '');
  if (source === undefined) throw new Error(`the library lacks ${file}`);
  const original = automatonNamed(name, check(source, libraryLoader).value);
  originals.set(name, original);
  return original;
}

function automatonNamed(
  name: string | undefined,
  program: Program | undefined,
): Automaton | undefined {
  return program?.units.find((u): u is Automaton => u.kind === 'automaton' && u.name === name);
}
