/**
 * A set of processes in which each process puts in and takes out only itself is state of each process: whether it is
 * in. The rewrites see it as Array[Proc, Bool]; the relation of the first step says that this is the same.
 */
import {
  BOOL,
  NOWHERE,
  mapChildren,
  mapExprs,
  type Automaton,
  type Expr,
  type Sort,
  type StateVariable,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';
import { isCurrentView, isLocal, sameSort } from './access.js';
import { apply, arrayOf, at, state } from './build.js';
import { isGroupVariable } from './group.js';

export interface WithoutSets {
  readonly service: Automaton;
  /** The variables that were sets. */
  readonly sets: ReadonlySet<string>;
}

export function withoutOwnSets(
  service: Automaton,
  globals: readonly string[],
  sorts: { readonly process: Sort; readonly view: Sort },
): WithoutSets {
  const cells = new Map<string, StateVariable>();
  for (const v of service.states) {
    if (globals.includes(v.name) || isGroupVariable(v.name)) continue;
    const index = indexOfSet(v, sorts);
    if (index !== undefined) cells.set(v.name, asArray(v, index));
  }
  const states = service.states.map((v) => cells.get(v.name) ?? v);
  const rewriting = new Rewriting(cells);
  const transitions = service.transitions.map((t) => rewriting.transition(t));
  return { service: { ...service, states, transitions }, sets: new Set(cells.keys()) };
}

/** Of `Set[Proc] := {}` and `Array[View, Set[Proc]] := constant({})`: the index that the array has. */
function indexOfSet(
  v: StateVariable,
  { process, view }: { readonly process: Sort; readonly view: Sort },
): readonly Sort[] | undefined {
  const isSet = (sort: Sort): boolean => sort.kind === 'set' && sameSort(sort.of, process);
  const initial = v.initial.kind === 'value' ? v.initial.value : undefined;
  if (isSet(v.sort)) return isEmpty(initial) ? [process] : undefined;
  if (v.sort.kind !== 'array' || v.sort.index.length !== 1 || !isSet(v.sort.of)) return undefined;
  const [by] = v.sort.index;
  const begun =
    initial?.kind === 'apply' && initial.op === 'constant' ? initial.args[0] : undefined;
  return by !== undefined && sameSort(by, view) && isEmpty(begun) ? [view, process] : undefined;
}

function isEmpty(e: Expr | undefined): boolean {
  if (e?.kind !== 'apply') return false;
  return e.op === 'empty' || (e.op === 'display' && e.args.length === 0);
}

function asArray(v: StateVariable, index: readonly Sort[]): StateVariable {
  const sort = arrayOf(index, BOOL);
  return { ...v, sort, initial: { kind: 'value', value: apply('constant', sort, truth(false)) } };
}

function truth(value: boolean): Expr {
  return { kind: 'literal', value, sort: BOOL, span: NOWHERE };
}

class Rewriting {
  private readonly cells: ReadonlyMap<string, StateVariable>;
  private p = '';

  constructor(cells: ReadonlyMap<string, StateVariable>) {
    this.cells = cells;
  }

  transition(t: Transition): Transition {
    this.p = t.parameters[0]?.name ?? '';
    const pre = t.pre.map((g) => ({ ...g, condition: this.expr(g.condition) }));
    return { ...t, pre, eff: t.eff.map((s) => this.stmt(s)) };
  }

  /** `p \in x` is the cell `x[p]`. */
  private expr(e: Expr): Expr {
    if (e.kind === 'apply' && e.op === 'in') {
      const [who, set] = e.args;
      const cell = set !== undefined && isLocal(who, this.p) ? this.cell(set, who) : undefined;
      if (cell !== undefined) return { ...cell, span: e.span };
    }
    return mapChildren(e, (child) => this.expr(child));
  }

  private cell(set: Expr, who: Expr | undefined): Expr | undefined {
    if (who === undefined) return undefined;
    if (set.kind === 'state') return this.cellOf(set.name, [who]);
    if (set.kind !== 'apply' || set.op !== 'index') return undefined;
    const [of, view] = set.args;
    if (of?.kind !== 'state' || view === undefined || !isCurrentView(view, this.p))
      return undefined;
    return this.cellOf(of.name, [view, who]);
  }

  private cellOf(name: string, index: readonly Expr[]): Expr | undefined {
    const cell = this.cells.get(name);
    return cell === undefined ? undefined : at(state(name, cell.sort), index, BOOL);
  }

  private stmt(s: Stmt): Stmt {
    return this.entry(s) ?? this.inside(s);
  }

  private inside(s: Stmt): Stmt {
    switch (s.kind) {
      case 'if': {
        const branches = s.branches.map((b) => ({
          condition: this.expr(b.condition),
          body: b.body.map((x) => this.stmt(x)),
        }));
        return { ...s, branches, otherwise: s.otherwise.map((x) => this.stmt(x)) };
      }
      case 'while':
        return { ...s, condition: this.expr(s.condition), body: s.body.map((x) => this.stmt(x)) };
      case 'for': {
        const body = s.body.map((x) => this.stmt(x));
        return { ...mapExprs({ ...s, body: [] }, (e) => this.expr(e)), body } as Stmt;
      }
      case 'assign':
      case 'choose':
      case 'emit':
      case 'fire':
        return mapExprs(s, (e) => this.expr(e));
    }
  }

  /** `x := insert(p, x)` and its kin write the cell of p. */
  private entry(s: Stmt): Stmt | undefined {
    if (s.kind !== 'assign') return undefined;
    const { target, value } = s;
    const cell = this.cells.get(target.name);
    const [step, ...further] = target.path;
    if (cell === undefined || further.length > 0 || value.kind !== 'apply') return undefined;
    const index = step?.kind === 'at' ? step.index : [];
    const put = this.put(value, target.name, index);
    if (put === undefined || (index.length > 0 && !isCurrentView(index[0], this.p)))
      return undefined;
    const who: Expr = { kind: 'local', name: this.p, sort: sortOfProcess(cell), span: s.span };
    const path = [{ kind: 'at', index: [...index, who] }] as const;
    return { ...s, target: { ...target, sort: cell.sort, path }, value: truth(put) };
  }

  /** Whether p is put in or taken out, where the term does only this. */
  private put(
    value: Extract<Expr, { kind: 'apply' }>,
    name: string,
    index: readonly Expr[],
  ): boolean | undefined {
    const [first, second] = value.args;
    const isSelf = (e: Expr | undefined): boolean => isLocal(e, this.p);
    const isOld = (e: Expr | undefined): boolean =>
      index.length === 0
        ? e?.kind === 'state' && e.name === name
        : e?.kind === 'apply' &&
          e.op === 'index' &&
          e.args[0]?.kind === 'state' &&
          e.args[0].name === name &&
          isCurrentView(e.args[1], this.p);
    const isSingle = (e: Expr | undefined): boolean =>
      e?.kind === 'apply' && e.op === 'display' && e.args.length === 1 && isSelf(e.args[0]);
    if (value.op === 'insert' || value.op === 'delete')
      return isSelf(first) && isOld(second) ? value.op === 'insert' : undefined;
    if (value.op === 'difference') return isOld(first) && isSingle(second) ? false : undefined;
    if (value.op !== 'union') return undefined;
    const joined = (isOld(first) && isSingle(second)) || (isSingle(first) && isOld(second));
    return joined ? true : undefined;
  }
}

function sortOfProcess({ sort }: StateVariable): Sort {
  const process = sort.kind === 'array' ? sort.index.at(-1) : undefined;
  if (process === undefined) throw new Error('not the cells of processes');
  return process;
}
