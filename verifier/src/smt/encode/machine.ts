/** A symbolic state on its way through an effect. */
import type { Sort } from '@maat/spec-lang';
import { and, implies, ite, not } from '../logic/build.js';
import type { Term } from '../logic/term.js';
import { chooseSym } from './choose.js';
import type { Env } from './env.js';
import type { Sym } from './value.js';

export interface Machine {
  readonly state: ReadonlyMap<string, Sym>;
  readonly locals: ReadonlyMap<string, Sym>;
  /** No undefined term was met so far. */
  readonly ok: Term;
  /** The choices made are ones that exist. */
  readonly chosen: Term;
}

/** What an effect needs besides the state: declared sorts of variables and locals. */
export interface Site {
  readonly env: Omit<Env, 'locals' | 'state'>;
  readonly sorts: ReadonlyMap<string, Sort>;
  readonly localSorts: ReadonlyMap<string, Sort>;
}

/** The environment of expressions in this state. */
export function envOf(machine: Machine, site: Site): Env {
  return {
    ...site.env,
    locals: machine.locals,
    state: ({ name }) => {
      const value = machine.state.get(name);
      if (value === undefined) throw new TypeError(`${name} is no state variable here`);
      return value;
    },
  };
}

/** The first state where the condition holds, the second elsewhere. */
export function mergeMachines(condition: Term, a: Machine, b: Machine): Machine {
  return {
    state: mergeMaps(condition, a.state, b.state),
    locals: mergeMaps(condition, a.locals, b.locals),
    ok: ite(condition, a.ok, b.ok),
    chosen: and(implies(condition, a.chosen), implies(not(condition), b.chosen)),
  };
}

function mergeMaps(
  condition: Term,
  a: ReadonlyMap<string, Sym>,
  b: ReadonlyMap<string, Sym>,
): ReadonlyMap<string, Sym> {
  return new Map(
    [...a].map(([name, value]) => {
      const other = b.get(name);
      return [name, other === undefined ? value : chooseSym(condition, value, other)] as const;
    }),
  );
}
