/** Effects over symbolic states: what each variable is afterwards, question by question. */
import type { Assign, Choose, IfStmt, Sort, Stmt } from '@maat/spec-lang';
import { and, implies, ite, not } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { chooseSym } from './compare.js';
import { evaluateAs, evaluateFormula, withLocal, type Env } from './evaluate.js';
import { freshValue } from './fresh.js';
import { Inexpressible } from './inexpressible.js';
import { executeLoop } from './loop.js';
import { assigned, targetSort } from './update.js';
import type { Sym } from './value.js';

/** A symbolic state on its way through an effect. */
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

export function execute(stmts: readonly Stmt[], machine: Machine, site: Site): Machine {
  return stmts.reduce((m, stmt) => executeOne(stmt, m, site), machine);
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

function executeOne(stmt: Stmt, machine: Machine, site: Site): Machine {
  switch (stmt.kind) {
    case 'assign':
      return assign(stmt, machine, site);
    case 'choose':
      return choose(stmt, machine, site);
    case 'if':
      return branch(stmt.branches, stmt, machine, site);
    case 'for':
      return executeLoop(stmt, machine, site);
    case 'while':
      throw new Inexpressible('a while loop', stmt.span);
    case 'fire':
      return machine;
    case 'emit':
      throw new TypeError('emit has a meaning only in the automaton that a layer stands for');
  }
}

function assign(stmt: Assign, machine: Machine, site: Site): Machine {
  const { target } = stmt;
  const env = envOf(machine, site);
  const isState = target.scope === 'state';
  const sort = (isState ? site.sorts : site.localSorts).get(target.name);
  const old = (isState ? machine.state : machine.locals).get(target.name);
  if (sort === undefined || old === undefined) throw new TypeError(`${target.name} is unknown`);
  const value = evaluateAs(stmt.value, targetSort(sort, target.path), env);
  const made = assigned(target, sort, old, value, env, stmt.span);
  return written(machine, isState, target.name, made.value, made.ok);
}

function written(machine: Machine, isState: boolean, name: string, value: Sym, ok: Term): Machine {
  const place = isState ? 'state' : 'locals';
  return {
    ...machine,
    [place]: new Map([...machine[place], [name, value]]),
    ok: and(machine.ok, ok),
  };
}

/** Any value that satisfies the condition: a symbol of which only that is known. */
function choose(stmt: Choose, machine: Machine, site: Site): Machine {
  const { target, variable, where } = stmt;
  const env = envOf(machine, site);
  const value = freshValue(
    env.problem,
    env.problem.unused(variable.name),
    variable.sort,
    stmt.span,
  );
  const isState = target.scope === 'state';
  const sort = (isState ? site.sorts : site.localSorts).get(target.name);
  const old = (isState ? machine.state : machine.locals).get(target.name);
  if (sort === undefined || old === undefined) throw new TypeError(`${target.name} is unknown`);
  const condition =
    where === undefined
      ? { holds: TRUE, ok: TRUE }
      : evaluateFormula(where, withLocal(env, variable.name, value));
  const made = assigned(target, sort, old, { value, ok: TRUE }, env, stmt.span);
  const chosen = and(machine.chosen, condition.ok, condition.holds);
  return { ...written(machine, isState, target.name, made.value, made.ok), chosen };
}

function branch(branches: IfStmt['branches'], stmt: IfStmt, machine: Machine, site: Site): Machine {
  const [first, ...rest] = branches;
  if (first === undefined) return execute(stmt.otherwise, machine, site);
  const { holds, ok } = evaluateFormula(first.condition, envOf(machine, site));
  const open: Machine = { ...machine, ok: TRUE, chosen: TRUE };
  const then = execute(first.body, open, site);
  const otherwise = branch(rest, stmt, open, site);
  const merged = mergeMachines(holds, then, otherwise);
  return {
    ...merged,
    ok: and(machine.ok, ok, merged.ok),
    chosen: and(machine.chosen, merged.chosen),
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
