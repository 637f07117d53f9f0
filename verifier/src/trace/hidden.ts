/**
 * A log of a service that extends the one asked for has events that the latter does not know. They
 * are left out: what remains of a behaviour of the child is a behaviour of the parent.
 */
import { check, libraryLoader } from '@maat/spec-lang';
import type { Automaton, Program } from '@maat/spec-lang';

/** The actions that `recorded` adds to `service`; none when it is not known to extend it. */
export function hiddenActions(
  recorded: string,
  service: Automaton,
  program: Program | undefined,
): ReadonlySet<string> {
  const own = new Set(service.signature.map((action) => action.name));
  for (const source of [program, libraryProgram(recorded)]) {
    const child = automatonIn(source, recorded);
    if (child === undefined || !extendsFrom(child, service.name, source)) continue;
    const added = child.signature.map((action) => action.name).filter((name) => !own.has(name));
    return new Set(added);
  }
  return new Set();
}

function extendsFrom(child: Automaton, ancestor: string, program: Program | undefined): boolean {
  const parent = child.extends?.parent;
  if (parent === undefined || parent === ancestor) return parent === ancestor;
  const next = automatonIn(program, parent);
  return next !== undefined && extendsFrom(next, ancestor, program);
}

function automatonIn(program: Program | undefined, name: string): Automaton | undefined {
  return program?.units.find((u): u is Automaton => u.kind === 'automaton' && u.name === name);
}

function libraryProgram(service: string): Program | undefined {
  const source = libraryLoader(`${service.toLowerCase()}.ioa`, '');
  return source === undefined ? undefined : check(source, libraryLoader).value;
}
