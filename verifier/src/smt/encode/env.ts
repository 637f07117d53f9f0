/** What names mean where an expression stands. */
import type { Definition, StateVar } from '@maat/spec-lang';
import type { Problem } from './context.js';
import type { Sym } from './value.js';

export interface Env {
  readonly problem: Problem;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The automaton's value parameters, which definitions may read as well. */
  readonly constants: ReadonlyMap<string, Sym>;
  readonly locals: ReadonlyMap<string, Sym>;
  readonly state: (variable: StateVar) => Sym;
}

export function withLocal(env: Env, name: string, value: Sym): Env {
  return { ...env, locals: new Map([...env.locals, [name, value]]) };
}
