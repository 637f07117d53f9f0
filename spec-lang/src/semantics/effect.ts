/** Effects: statements as changes of a machine, and all outcomes that their choices allow. */
import type { Expr } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import type { Assign, Choose, ForStmt, IfStmt, Stmt, Target, WhileStmt } from '../ir/stmt.js';
import type { Span } from '../text/span.js';
import { at } from './construct.js';
import {
  placeOf,
  slotOf,
  withLocals,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { Undefined, specError } from './failure.js';
import { boundedRange, solutions, type Range } from './quantified-range.js';
import { elementsIn } from './solve/steps.js';
import { writerOf } from './target.js';
import type { Value } from './value.js';
import type { Choices } from './choices.js';

/** Changes the machine; nondeterminism is asked of `choices`. */
export type Effect = (machine: Machine, choices: Choices) => void;

export interface EffectSite {
  readonly context: Context;
  readonly compile: Compile;
  /** The sorts that state variables, and parameters and locals, were declared with. */
  readonly stateSorts: ReadonlyMap<string, Sort>;
  readonly localSorts: ReadonlyMap<string, Sort>;
}

/** More rounds of one loop than this are taken for a loop that does not end. */
const ROUND_LIMIT = 1_000_000;

export function compileEffect(stmts: readonly Stmt[], site: EffectSite): Effect {
  const effects = stmts.map((stmt) => compileStmt(stmt, site));
  return (machine, choices) => {
    for (const effect of effects) effect(machine, choices);
  };
}

function compileStmt(stmt: Stmt, site: EffectSite): Effect {
  switch (stmt.kind) {
    case 'assign':
      return compileAssign(stmt, site);
    case 'choose':
      return compileChoose(stmt, site);
    case 'if':
      return compileIf(stmt, site);
    case 'for':
      return compileFor(stmt, site);
    case 'while':
      return compileWhile(stmt, site);
    case 'fire':
      return () => undefined;
    case 'emit':
      throw new TypeError('emit has a meaning only in the automaton that a layer stands for');
  }
}

function compileAssign(stmt: Assign, site: EffectSite): Effect {
  const value = site.compile(stmt.value, site.context);
  const write = compileTarget(stmt.target, stmt.span, site);
  return (machine) => {
    write(machine, value(machine));
  };
}

function compileChoose(stmt: Choose, site: EffectSite): Effect {
  const { context, compile } = site;
  const { variable, where, span } = stmt;
  const conditions = where === undefined ? [] : [where];
  const candidates = solutions(variable, conditions, span, context, compile);
  const write = compileTarget(stmt.target, span, site);
  return (machine, choices) => {
    write(machine, choices.pick(candidates(machine)));
  };
}

/** Stores a value where the target says, and checks that it belongs there. */
function compileTarget(
  target: Target,
  span: Span,
  { context, compile, stateSorts, localSorts }: EffectSite,
): (machine: Machine, value: Value) => void {
  const inState = target.scope === 'state';
  const slot = inState
    ? placeOf(context, { kind: 'state', name: target.name, sort: target.sort, span }).index
    : slotOf(context, target.name);
  const declared = (inState ? stateSorts : localSorts).get(target.name);
  if (declared === undefined) throw new TypeError(`${target.name} was never declared`);
  const writer = writerOf(declared, target, (expr) => compile(expr, context));
  const fail = (reason: string): never => {
    throw new Undefined(span, reason);
  };
  return (machine, value) => {
    checkNat(value, writer.sort, target, span);
    const cells = inState ? machine.state : machine.locals;
    cells[slot] = writer.write(at(cells, slot), value, machine, fail);
  };
}

function checkNat(value: Value, sort: Sort, target: Target, span: Span): void {
  if (sort.kind === 'nat' && typeof value === 'number' && value < 0) {
    throw specError('E0605', span, `${target.name} is of sort Nat and cannot become ${value}`);
  }
}

function compileIf(stmt: IfStmt, site: EffectSite): Effect {
  const branches = stmt.branches.map(({ condition, body }) => ({
    condition: site.compile(condition, site.context),
    body: compileEffect(body, site),
  }));
  const otherwise = compileEffect(stmt.otherwise, site);
  return (machine, choices) => {
    const taken = branches.find(({ condition }) => condition(machine) === true);
    (taken?.body ?? otherwise)(machine, choices);
  };
}

/** The collection is read once, `where` at each round; a sequence is walked in its own order. */
function compileFor(stmt: ForStmt, site: EffectSite): Effect {
  const context = withLocals(site.context, [stmt.variable.name]);
  const inner = { ...site, context };
  const slot = slotOf(context, stmt.variable.name);
  const range = loopRange(stmt, site);
  const where = stmt.where === undefined ? undefined : site.compile(stmt.where, context);
  const body = compileEffect(stmt.body, inner);
  return (machine, choices) => {
    for (const value of range(machine)) {
      machine.locals[slot] = value;
      if (where === undefined || where(machine) === true) body(machine, choices);
    }
  };
}

function loopRange(stmt: ForStmt, { context, compile }: EffectSite): Range {
  const { variable, within, where, span } = stmt;
  if (within !== undefined) {
    const collection = compile(within, context);
    return (machine) => elementsIn(collection(machine));
  }
  const element: Expr = { kind: 'local', name: variable.name, sort: variable.sort, span };
  const sort: Sort = { kind: 'set', of: variable.sort };
  const condition = where === undefined ? {} : { where };
  const all = { kind: 'comprehension', element, variable, sort, span, ...condition } as const;
  return boundedRange(all, context, compile);
}

function compileWhile(stmt: WhileStmt, site: EffectSite): Effect {
  const condition = site.compile(stmt.condition, site.context);
  const body = compileEffect(stmt.body, site);
  return (machine, choices) => {
    for (let round = 0; condition(machine) === true; round++) {
      if (round >= ROUND_LIMIT) {
        throw specError('E0606', stmt.span, `the loop ran ${ROUND_LIMIT} rounds in one step`);
      }
      body(machine, choices);
    }
  };
}
