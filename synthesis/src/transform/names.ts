/** Names for what the rewrites add, apart from every name of the service. */
import {
  children,
  innerStmts,
  mapExprs,
  type Automaton,
  type Expr,
  type Stmt,
} from '@maat/spec-lang';

/** What the derived programs add to the service's own state. */
const ADDED = [
  'gone',
  'blocked',
  'holds',
  'slot',
  'base',
  'filled',
  'wanted',
  'asked',
  'spent',
  'burst',
  'holder',
  'slots',
  'bases',
  'channel',
  'received',
  'observed',
  'box',
  'busy',
  'updates',
  'taken',
  'ranks',
  'after',
  'place',
  'giver',
  'origin',
] as const;

export type Added = Readonly<Record<(typeof ADDED)[number], string>>;

/** Actions that the intermediate programs add. */
const ACTIONS = [
  'receive',
  'pass',
  'release',
  'acquire',
  'block',
  'receiveUpdate',
  'receiveToken',
  'receiveRequest',
  'settle',
  'request',
] as const;

export interface Names {
  readonly added: Added;
  readonly actions: Readonly<Record<(typeof ACTIONS)[number], string>>;
  /** Sorts of what the intermediate programs send. */
  readonly sent: string;
  readonly packet: string;
  readonly originSort: string;
  /** Ghosts of a folded value: the whole log's, and one for each prefix. */
  readonly whole: (value: string) => string;
  readonly history: (value: string) => string;
  /** A name for a parameter: apart from all variables of the state. */
  readonly parameter: (wish: string) => string;
}

export function namesFor(service: Automaton): Names {
  const used = usedNames(service);
  const fresh = (wish: string): string => {
    let name = wish;
    for (let i = 2; used.has(name); i += 1) name = `${wish}${i}`;
    used.add(name);
    return name;
  };
  const added = Object.fromEntries(ADDED.map((name) => [name, fresh(name)])) as Record<
    (typeof ADDED)[number],
    string
  >;
  const actions = Object.fromEntries(
    ACTIONS.map((name) => [name, unused(name, new Set(service.signature.map((a) => a.name)))]),
  ) as Names['actions'];
  const sorts = new Set([
    ...service.parameters.types,
    ...service.sorts.map((x) => ('name' in x ? x.name : '')),
  ]);
  const states = new Set([...service.states.map((v) => v.name), ...Object.values(added)]);
  return {
    added,
    actions,
    sent: unused('Sent', sorts),
    packet: unused('Packet', sorts),
    originSort: unused('Origin', sorts),
    whole: (value) => unused(`${value}_all`, states),
    history: (value) => unused(`${value}_past`, states),
    parameter: (wish) => unused(wish, states),
  };
}

/** The same wish gives the same name, so that each clause may use it for itself. */
export function unused(wish: string, used: ReadonlySet<string>): string {
  let name = wish;
  for (let i = 2; used.has(name); i += 1) name = `${wish}${i}`;
  return name;
}

function usedNames(service: Automaton): Set<string> {
  const used = new Set<string>(['self', 'members', 'cur', 'prev', 'entered', 'left']);
  for (const v of service.states) used.add(v.name);
  for (const t of service.transitions) {
    for (const b of [...t.parameters, ...t.locals]) used.add(b.name);
    for (const g of t.pre) addBound(g.condition, used);
    for (const s of t.eff) addFromStmt(s, used);
  }
  return used;
}

function addFromStmt(stmt: Stmt, used: Set<string>): void {
  if (stmt.kind === 'for' || stmt.kind === 'choose') used.add(stmt.variable.name);
  mapExprs(stmt, (e) => {
    addBound(e, used);
    return e;
  });
  for (const inner of innerStmts(stmt)) addFromStmt(inner, used);
}

function addBound(expr: Expr, used: Set<string>): void {
  if (expr.kind === 'quantified' || expr.kind === 'comprehension') used.add(expr.variable.name);
  for (const child of children(expr)) addBound(child, used);
}
