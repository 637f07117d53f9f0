/** Sorts a service's clauses by what they do to the replicated variables: the parts of the normal form. */
import {
  diagnostic,
  innerStmts,
  type Automaton,
  type Diagnostic,
  type Expr,
  type Guard,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';
import { accessesOf, isCurrentView, sameSort, type Access } from './access.js';
import { withDefinedness } from './definedness.js';
import { isGroupAction } from './group.js';
import type { Clause, Implied, NormalForm, Shape } from './normal-form.js';
import { checkDistinct, turnOf, updateOf } from './recognise-update.js';

export type Clauses = Pick<
  NormalForm,
  'inputs' | 'updates' | 'consults' | 'observers' | 'steps' | 'view_' | 'leave' | 'implied'
>;

export function sortClauses(service: Automaton, shape: Shape, diagnostics: Diagnostic[]): Clauses {
  const of = (role: Role): readonly Transition[] =>
    service.transitions.filter((t) => roleOf(t, shape) === role);
  const implied: Implied[] = [];
  const keep = (t: Transition): Clause => keepGuards(t, shape, implied, diagnostics);
  for (const t of service.transitions) checkGlobals(t, shape, diagnostics);
  const group = (action: string): Clause => {
    const found = service.transitions.filter((t) => t.action === action);
    const [first, second] = found;
    if (first === undefined) throw new Error(`no clause of ${action}`);
    if (second !== undefined)
      diagnostics.push(diagnostic('E0809', second.span, `${action} may have one clause only`));
    return keep(first);
  };
  for (const t of of('input')) checkSingle(t, service, diagnostics);
  const updates = of('update').flatMap((t) => updateOf(keep(t), shape, diagnostics));
  checkDistinct(updates, diagnostics);
  return {
    inputs: of('input').map(keep),
    updates,
    consults: of('consult').map((t) => turnOf(keep(t), shape)),
    observers: of('observer').map(keep),
    steps: of('step').map(keep),
    view_: group('view'),
    leave: group('leave'),
    implied,
  };
}

/** An input's clauses would all be handled at once, and the first that fits could not be told. */
function checkSingle(t: Transition, service: Automaton, diagnostics: Diagnostic[]): void {
  if (service.transitions.find((other) => other.action === t.action) === t) return;
  const message = `${t.action} is an input with several clauses: write one clause, with if … then … elseif … fi in its effect`;
  diagnostics.push(diagnostic('E0809', t.span, message));
}

type Role = 'group' | 'input' | 'update' | 'consult' | 'observer' | 'step';

function roleOf(t: Transition, shape: Shape): Role {
  if (isGroupAction(t.action)) return 'group';
  if (t.kind === 'input') return 'input';
  if (assignsGlobal(t.eff, shape)) return 'update';
  const p = t.parameters[0]?.name ?? '';
  const reads = t.pre.flatMap((g) => accessesOf(g.condition, p, shape));
  if (reads.some((r) => r.access.kind === 'ready')) return 'observer';
  return readsOf(t, p, shape).some((r) => needsToken(r.access)) ? 'consult' : 'step';
}

/** How things stand now only the holder of the token can say. */
function needsToken({ kind }: Access): boolean {
  return kind === 'value' || kind === 'length' || kind === 'blank';
}

function assignsGlobal(stmts: readonly Stmt[], shape: Shape): boolean {
  return stmts.some(
    (s) =>
      ((s.kind === 'assign' || s.kind === 'choose') && isGlobal(s.target.name, shape)) ||
      assignsGlobal(innerStmts(s), shape),
  );
}

function isGlobal(name: string, shape: Shape): boolean {
  return name === shape.log || shape.values.has(name);
}

/** Globals are met at the actor's view only, and only where an update or an observer may. */
function checkGlobals(t: Transition, shape: Shape, diagnostics: Diagnostic[]): void {
  const p = t.parameters[0]?.name ?? '';
  const role = roleOf(t, shape);
  if (role === 'input' || role === 'group') refuseAssignment(t.eff, t, shape, diagnostics);
  checkTargets(t.eff, p, shape, diagnostics);
  for (const { access, at } of readsOf(t, p, shape)) {
    const complaint = complaintAbout(access, role, shape);
    if (complaint !== undefined) diagnostics.push(diagnostic('E0806', at.span, complaint));
  }
}

function refuseAssignment(
  eff: readonly Stmt[],
  t: Transition,
  shape: Shape,
  diagnostics: Diagnostic[],
): void {
  if (!assignsGlobal(eff, shape)) return;
  const message =
    t.kind === 'input'
      ? `${t.action} is an input and cannot wait for the token: put the request into a queue of the process, and let an internal action update the replicated variable`
      : `${t.action} comes from the service below and cannot update a replicated variable: let an internal action do so`;
  diagnostics.push(diagnostic('E0804', t.span, message));
}

function checkTargets(
  stmts: readonly Stmt[],
  p: string,
  shape: Shape,
  diagnostics: Diagnostic[],
): void {
  for (const s of stmts) {
    checkTargets(innerStmts(s), p, shape, diagnostics);
    if (s.kind !== 'assign' && s.kind !== 'choose') continue;
    if (!isGlobal(s.target.name, shape)) continue;
    const [first] = s.target.path;
    if (first?.kind === 'at' && isCurrentView(first.index[0], p)) continue;
    const message = `${s.target.name} may be changed only at ${s.target.name}[cur[${p}].val], in the view of the acting process`;
    diagnostics.push(diagnostic('E0805', s.span, message));
  }
}

function readsOf(t: Transition, p: string, shape: Shape): ReturnType<typeof accessesOf> {
  const guards = t.pre.map((g) => g.condition);
  const all = [...guards, ...(t.where === undefined ? [] : [t.where]), ...valuesOf(t.eff, shape)];
  return all.flatMap((e) => accessesOf(e, p, shape));
}

/** The expressions of an effect, without the log itself in `log := log |- e`. */
function valuesOf(stmts: readonly Stmt[], shape: Shape): readonly Expr[] {
  return stmts.flatMap((s): readonly Expr[] => {
    const inner = valuesOf(innerStmts(s), shape);
    if (s.kind === 'if') return [...s.branches.map((b) => b.condition), ...inner];
    if (s.kind !== 'assign') return inner;
    const { target, value } = s;
    const isAppend = target.name === shape.log && value.kind === 'apply' && value.op === 'append';
    return isAppend ? value.args.slice(1) : [value];
  });
}

function complaintAbout(access: Access, role: Role, shape: Shape): string | undefined {
  const named = (name: string): boolean => isGlobal(name, shape);
  if (access.kind === 'foreign' && named(access.variable))
    return `${access.variable} may be read only at the view of the acting process, as ${access.variable}[cur[p].val]`;
  if (access.kind === 'log')
    return `the log ${shape.log} may be read only by observers, entry by entry, as ${shape.log}[cur[p].val][next[p]], or compared with {}`;
  if (access.kind === 'value' && role !== 'update' && role !== 'consult')
    return `${access.variable} is read by ${role === 'observer' ? 'an observer' : 'an event from outside'}: a process knows only a prefix of the updates; keep what it may see in a variable of its own, or let an internal action read it, which waits for the token`;
  return undefined;
}

/** Guards about other processes' state go: of observers and views the rest must imply them. */
function keepGuards(
  t: Transition,
  shape: Shape,
  implied: Implied[],
  diagnostics: Diagnostic[],
): Clause {
  const p = t.parameters[0]?.name ?? '';
  const role = roleOf(t, shape);
  const guards = t.pre.filter((guard, position) => {
    const foreign = foreignReads(guard, p, shape);
    if (foreign.length === 0 && role !== 'group') return true;
    if (role === 'update' || role === 'consult' || role === 'step') {
      const message = `the guard of ${t.action} reads ${foreign.join(', ')} of other processes, and no message brings it to ${p}`;
      diagnostics.push(diagnostic('E0807', guard.span, message + adviceFor(foreign, shape)));
    }
    implied.push({ action: t.action, guard, position });
    return false;
  });
  const defined = withDefinedness(guards, t.parameters.slice(1), p, shape);
  return { transition: t, process: p, others: t.parameters.slice(1), guards: defined };
}

/** What is no process's own may be meant to be one value for all. */
function adviceFor(foreign: readonly string[], shape: Shape): string {
  const common = foreign.filter((name) => {
    const sort = shape.variables.get(name)?.sort;
    return sort?.kind === 'array' && sort.index.every((index) => sameSort(index, shape.viewSort));
  });
  if (common.length === 0) return '';
  return `; if it is one value for all, replicate it, too: replicate(${[shape.log, ...shape.values, ...common].join(', ')})`;
}

function foreignReads(guard: Guard, p: string, shape: Shape): readonly string[] {
  return accessesOf(guard.condition, p, shape).flatMap((f) =>
    f.access.kind === 'foreign' ? [f.access.variable] : [],
  );
}
