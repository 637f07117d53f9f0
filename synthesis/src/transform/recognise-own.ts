/** Which of a process's own variables the derived layer needs, and which are the service's bookkeeping. */
import {
  diagnostic,
  innerStmts,
  type Automaton,
  type Diagnostic,
  type Expr,
  type StateVariable,
  type Stmt,
} from '@maat/spec-lang';
import { accessesOf, accessOf, sameSort } from './access.js';
import { isGroupVariable } from './group.js';
import { arrayOf } from './build.js';
import type { Clause, NormalForm, OwnVariable, Shape } from './normal-form.js';
import { splitTarget } from './place.js';
import type { Clauses } from './recognise-clauses.js';

export type Live = Pick<NormalForm, 'own' | 'index' | 'ghosts'>;

export function keepLive(
  service: Automaton,
  clauses: Clauses,
  shape: Shape,
  diagnostics: Diagnostic[],
): Live | undefined {
  const live = liveNames(clauses, shape);
  const rest = service.states.filter(
    (v) => v.name !== shape.log && !shape.values.has(v.name) && !isGroupVariable(v.name),
  );
  const own = rest.filter((v) => live.has(v.name)).flatMap((v) => ownOf(v, shape, diagnostics));
  const ghosts = rest.filter((v) => !live.has(v.name)).map((v) => v.name);
  for (const clause of allClauses(clauses)) checkEffects(clause, live, shape, diagnostics);
  const index = indexOf(clauses, own, shape, diagnostics);
  return index === undefined ? undefined : { own, index, ghosts };
}

function allClauses(clauses: Clauses): readonly Clause[] {
  const { inputs, updates, consults, observers, steps, view_, leave } = clauses;
  return [...inputs, ...updates, ...consults, ...observers, ...steps, view_, leave];
}

/** Backwards from the guards that stay, the entries and the outputs, until nothing is added. */
function liveNames(clauses: Clauses, shape: Shape): ReadonlySet<string> {
  const live = new Set<string>();
  const add = (expr: Expr, p: string): void => {
    for (const { access } of accessesOf(expr, p, shape))
      if (access.kind === 'own') live.add(access.variable);
  };
  for (const c of allClauses(clauses)) for (const g of c.guards) add(g.condition, c.process);
  for (const u of clauses.updates) add(u.appended, u.process);
  for (let before = -1; before !== live.size;) {
    before = live.size;
    for (const c of allClauses(clauses)) grow(c.transition.eff, c.process, live, shape, add);
  }
  return live;
}

function grow(
  stmts: readonly Stmt[],
  p: string,
  live: ReadonlySet<string>,
  shape: Shape,
  add: (expr: Expr, p: string) => void,
): void {
  for (const s of stmts) {
    grow(innerStmts(s), p, live, shape, add);
    if (!assignsAny(s, (name) => live.has(name))) continue;
    for (const expr of directReads(s)) add(expr, p);
  }
}

export function assignsAny(s: Stmt, wanted: (name: string) => boolean): boolean {
  if (s.kind === 'assign' || s.kind === 'choose') return wanted(s.target.name);
  return innerStmts(s).some((inner) => assignsAny(inner, wanted));
}

/** What decides a statement's outcome: values, inner indices, conditions. */
function directReads(s: Stmt): readonly Expr[] {
  switch (s.kind) {
    case 'assign':
      return [s.value, ...s.target.path.flatMap((step) => (step.kind === 'at' ? step.index : []))];
    case 'if':
      return s.branches.map((b) => b.condition);
    case 'while':
      return [s.condition];
    case 'for':
      return [s.within, s.where].flatMap((e) => (e === undefined ? [] : [e]));
    case 'choose':
    case 'emit':
    case 'fire':
      return [];
  }
}

/** A kept variable changes only at the actor's own cells, and from its own state. */
function checkEffects(
  clause: Clause,
  live: ReadonlySet<string>,
  shape: Shape,
  diagnostics: Diagnostic[],
): void {
  const p = clause.process;
  const visit = (s: Stmt): void => {
    innerStmts(s).forEach(visit);
    if (!assignsAny(s, (name) => live.has(name))) return;
    if (s.kind === 'choose') {
      const message = `${s.target.name} is chosen freely; a derived layer needs one outcome: give a term`;
      diagnostics.push(diagnostic('E0809', s.span, message));
      return;
    }
    if (s.kind === 'assign' && accessOf(splitTarget(s.target).cell, p, shape)?.kind !== 'own') {
      const message = `${clause.transition.action} changes ${s.target.name} of another process than ${p}, and no message tells that one`;
      diagnostics.push(diagnostic('E0807', s.span, message));
    }
    for (const expr of directReads(s)) refuseForeign(expr, clause, shape, diagnostics);
  };
  clause.transition.eff.forEach(visit);
}

function refuseForeign(expr: Expr, clause: Clause, shape: Shape, diagnostics: Diagnostic[]): void {
  for (const { access, at } of accessesOf(expr, clause.process, shape)) {
    if (access.kind !== 'foreign') continue;
    const message = `${clause.transition.action} reads ${access.variable} of other processes, and no message brings it to ${clause.process}`;
    diagnostics.push(diagnostic('E0807', at.span, message));
  }
}

function ownOf(
  variable: StateVariable,
  shape: Shape,
  diagnostics: Diagnostic[],
): readonly OwnVariable[] {
  const { sort, initial } = variable;
  const value = initial.kind === 'value' ? initial.value : undefined;
  const constant = value?.kind === 'apply' && value.op === 'constant' ? value.args[0] : undefined;
  const index = sort.kind === 'array' ? sort.index : [];
  const perView = index[0] !== undefined && sameSort(index[0], shape.viewSort);
  const at = index[perView ? 1 : 0];
  if (sort.kind !== 'array' || at === undefined || !sameSort(at, shape.processSort)) {
    const message = `${variable.name} is neither replicated nor one process's own: give it a sort Array[Proc, …] or Array[View, Proc, …], or name it in replicate(…)`;
    diagnostics.push(diagnostic('E0802', variable.span, message));
    return [];
  }
  if (constant === undefined) {
    const message = `${variable.name} must start as constant(…), the same at every process`;
    diagnostics.push(diagnostic('E0802', variable.span, message));
    return [];
  }
  const rest = index.slice(perView ? 2 : 1);
  return [{ variable, perView, rest, of: sort.of, initial: constant }];
}

/** The sort of a variable's cells at one process. */
export function cellSort(own: OwnVariable): ReturnType<typeof arrayOf> {
  return arrayOf(own.rest, own.of);
}

function indexOf(
  clauses: Clauses,
  own: readonly OwnVariable[],
  shape: Shape,
  diagnostics: Diagnostic[],
): OwnVariable | undefined {
  const names = new Set<string>();
  for (const c of clauses.observers)
    for (const g of c.guards)
      for (const { access } of accessesOf(g.condition, c.process, shape))
        if (access.kind === 'ready')
          for (const inner of accessesOf(access.index, c.process, shape))
            if (inner.access.kind === 'own') names.add(inner.access.variable);
  const [name, second] = names;
  const found = own.find((o) => o.variable.name === name);
  const place = shape.variables.get(shape.log);
  if (found !== undefined && second === undefined) return found;
  if (place === undefined || diagnostics.length > 0) return undefined;
  const message =
    second === undefined
      ? `nothing observes the log ${shape.log}: an observer has the guards next[p] < len(${shape.log}[cur[p].val]) and ${shape.log}[cur[p].val][next[p]] = …`
      : `the log ${shape.log} is observed at two places, ${[...names].join(' and ')}: a process has one place in the log`;
  diagnostics.push(diagnostic('E0803', place.span, message));
  return undefined;
}
