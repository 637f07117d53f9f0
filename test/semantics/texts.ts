// Programs from texts, for tests that read better in the language itself.
import {
  check,
  hasErrors,
  libraryLoader,
  parseScope,
  instantiate,
  type Automaton,
  type Instance,
  type Invariant,
  type Program,
  type Scope,
  type Simulation,
} from '@maat/spec-lang';

/** The typed program; a test's text must have no errors. */
export function program(text: string): Program {
  const { value, diagnostics } = check({ file: 'test.ioa', text }, libraryLoader);
  if (hasErrors(diagnostics)) {
    throw new Error(
      diagnostics.map((d) => `${d.code} at ${d.span.start}: ${d.message}`).join('\n'),
    );
  }
  return value;
}

export function automatonIn(p: Program, name: string): Automaton {
  const found = p.units.find((u) => u.kind === 'automaton' && u.name === name);
  if (found?.kind !== 'automaton') throw new Error(`no automaton ${name}`);
  return found;
}

export function scopeOf(text: string): Scope {
  return parseScope(text).value;
}

/** The automaton of the text, in the scope. */
export function instanceOf(p: Program, name: string, scope: string): Instance {
  return instantiate(automatonIn(p, name), scopeOf(scope), { definitions: p.definitions });
}

export function invariantsIn(p: Program): readonly Invariant[] {
  return p.units.filter((u) => u.kind === 'invariant');
}

export function simulationIn(p: Program): Simulation {
  const found = p.units.find((u) => u.kind === 'simulation');
  if (found?.kind !== 'simulation') throw new Error('no simulation');
  return found;
}
