/** Is a service EVS or ETO, or does it extend one of them? Then multicast/ judges its traces without a search. */
import { check, equalUnit, libraryLoader } from '@maat/spec-lang';
import type { Automaton, Program } from '@maat/spec-lang';

export type Family = 'EVS' | 'ETO';

/**
 * The closest of the two that the service extends, by the library's own text: a service that only
 * bears the name is none. `program` holds the parents.
 */
export function familyOf(service: Automaton, program: Program | undefined): Family | undefined {
  const seen = new Set<string>();
  let at: Automaton | undefined = service;
  while (at !== undefined && !seen.has(at.name)) {
    seen.add(at.name);
    for (const family of ['ETO', 'EVS'] as const) {
      if (at.name === family && isLibrarys(at, family)) return family;
    }
    at = automatonNamed(at.extends?.parent, program);
  }
  return undefined;
}

function isLibrarys(automaton: Automaton, family: Family): boolean {
  const original = libraryAutomaton(family);
  return original !== undefined && equalUnit(automaton, original);
}

/** Reading the library takes longer than judging a short trace, so it is done once. */
const originals = new Map<Family, Automaton | undefined>();

function libraryAutomaton(family: Family): Automaton | undefined {
  const known = originals.get(family);
  if (known !== undefined) return known;
  const file = `${family.toLowerCase()}.ioa`;
  const source = libraryLoader(file, '');
  if (source === undefined) throw new Error(`the library lacks ${file}`);
  const original = automatonNamed(family, check(source, libraryLoader).value);
  originals.set(family, original);
  return original;
}

function automatonNamed(
  name: string | undefined,
  program: Program | undefined,
): Automaton | undefined {
  return program?.units.find((u): u is Automaton => u.kind === 'automaton' && u.name === name);
}
