/** Effects over symbolic states: what each variable is afterwards, question by question. */
import type { Assign, Choose, IfStmt, Stmt } from '@maat/spec-lang';
import { and } from '../logic/build.js';
import { TRUE, type Term } from '../logic/term.js';
import { assigned, targetSort } from './assign.js';
import { withLocal } from './env.js';
import { evaluateAs, evaluateFormula } from './evaluate.js';
import { freshValue } from './fresh.js';
import { Inexpressible } from './inexpressible.js';
import { executeLoop } from './loop.js';
import { envOf, mergeMachines, type Machine, type Site } from './machine.js';
import type { Sym } from './value.js';

export function execute(stmts: readonly Stmt[], machine: Machine, site: Site): Machine {
  return stmts.reduce((m, stmt) => executeOne(stmt, m, site), machine);
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
      return executeLoop(stmt, machine, site, execute);
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
  const value = freshValue(env.problem, variable.name, variable.sort, stmt.span);
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
