/** Sets that the rounds of a loop, and of loops inside of it, only put elements into. */
import type { Expr, ForStmt, IfStmt, Stmt } from '@maat/spec-lang';
import { and, exists, forall, implies, not, or } from '../logic/build.js';
import { FALSE, TRUE, type Term } from '../logic/term.js';
import { boundValue } from './bound.js';
import { equalSyms } from './compare.js';
import { withLocal, type Env } from './env.js';
import { evaluateFormula, evaluateSym } from './evaluate.js';
import { Inexpressible } from './inexpressible.js';
import { assignmentsIn, readings } from './own-cells.js';
import { contains } from './quantify.js';
import type { Sym } from './value.js';

/** Each write is `x := insert(…, x)`, and no round reads what one wrote: all see the state before. */
export function onlyGrows(name: string, stmt: ForStmt): boolean {
  const writes = assignmentsIn(stmt.body);
  const own = writes.filter((w) => w.target.name === name);
  const grow = own.every(({ target, value }) => {
    const onto = value.kind === 'apply' && value.op === 'insert' ? value.args[1] : undefined;
    return (
      target.path.length === 0 &&
      value.sort.kind === 'set' &&
      onto?.kind === 'state' &&
      onto.name === name
    );
  });
  const others = new Set(writes.map((w) => w.target.name).filter((n) => n !== name));
  return (
    grow &&
    readings(name, stmt) === own.length &&
    [...others].every((other) => readings(other, stmt) === 0 || onlyReadToGrow(other, stmt))
  );
}

function onlyReadToGrow(name: string, stmt: ForStmt): boolean {
  const own = assignmentsIn(stmt.body).filter((w) => w.target.name === name);
  return (
    readings(name, stmt) === own.length &&
    own.every((w) => w.value.kind === 'apply' && w.value.op === 'insert')
  );
}

/** Whether these statements put x into the set, read in the state before all of them. */
export function putIn(stmts: readonly Stmt[], name: string, x: Sym, env: Env): Term {
  return or(...stmts.map((s) => putInBy(s, name, x, env)));
}

function putInBy(stmt: Stmt, name: string, x: Sym, env: Env): Term {
  switch (stmt.kind) {
    case 'assign': {
      if (stmt.target.name !== name) return FALSE;
      const { sort } = stmt.value;
      const element = stmt.value.kind === 'apply' ? stmt.value.args[0] : undefined;
      if (sort.kind !== 'set' || element === undefined) throw new TypeError('an insert is meant');
      return equalSyms(env.problem, sort.of, x, evaluateSym(element, env).value, stmt.span);
    }
    case 'if':
      return putInByBranch(stmt.branches, stmt, name, x, env);
    case 'for': {
      const { problem } = env;
      const any = boundValue(problem, stmt.variable.name, stmt.variable.sort, stmt.span);
      const inner = withLocal(env, stmt.variable.name, any.value);
      const round = and(any.inside, hasRound(stmt, any.value, env));
      return exists(any.variables, and(round, putIn(stmt.body, name, x, inner)));
    }
    case 'fire':
      return FALSE;
    case 'while':
    case 'choose':
    case 'emit':
      throw new Inexpressible(`a ${stmt.kind} inside a for loop`, stmt.span);
  }
}

function putInByBranch(
  branches: IfStmt['branches'],
  stmt: IfStmt,
  name: string,
  x: Sym,
  env: Env,
): Term {
  const [first, ...rest] = branches;
  if (first === undefined) return putIn(stmt.otherwise, name, x, env);
  const holds = holdsOf(first.condition, env);
  return or(
    and(holds, putIn(first.body, name, x, env)),
    and(not(holds), putInByBranch(rest, stmt, name, x, env)),
  );
}

/** Whether the loop has a round for this element. */
export function hasRound(stmt: ForStmt, element: Sym, env: Env): Term {
  const { within, where, variable, span } = stmt;
  if (within?.sort.kind === 'seq') throw new Inexpressible('a for loop over a sequence', span);
  const member = within === undefined ? TRUE : contains(evaluateSym(within, env).value, element);
  const inner = withLocal(env, variable.name, element);
  return and(member, where === undefined ? TRUE : holdsOf(where, inner));
}

/** That it can be said of every element whether it has a round: else the loop meets an undefined term. */
export function roundsDefined(stmt: ForStmt, env: Env): Term {
  const { within, where, variable, span } = stmt;
  const collection = within === undefined ? undefined : evaluateSym(within, env);
  const any = boundValue(env.problem, variable.name, variable.sort, span);
  const member = collection === undefined ? TRUE : contains(collection.value, any.value);
  const asked =
    where === undefined
      ? TRUE
      : evaluateFormula(where, withLocal(env, variable.name, any.value)).ok;
  const said = forall(any.variables, implies(and(any.inside, member), asked));
  return and(collection?.ok ?? TRUE, said);
}

function holdsOf(condition: Expr, env: Env): Term {
  return evaluateFormula(condition, env).holds;
}
