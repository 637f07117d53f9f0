// Faults made by operators over the program: in automata and layers, in relations and witnesses, in invariants.
import {
  equalSort,
  mapChildren,
  printExpr,
  type Automaton,
  type Bound,
  type Expr,
  type Fire,
  type Emit,
  type Invariant,
  type Layer,
  type ProofClause,
  type Simulation,
  type Stmt,
  type Transition,
  type Unit,
} from '@maat/spec-lang';
import { bodies, layerMutants, shifts, type Changed } from '../../layers/operators.js';

/** Every fault of the unit; none of one that says nothing that can be false. */
export function faultsOf(unit: Unit): readonly Changed<Unit>[] {
  switch (unit.kind) {
    case 'automaton':
      return automatonFaults(unit);
    case 'layer':
      return layerMutants(unit).map(({ name, layer }) => ({ name, to: layer }));
    case 'simulation':
      return [...relationFaults(unit), ...witnessFaults(unit)];
    case 'invariant':
      return invariantFaults(unit);
    case 'picture':
    case 'composition':
    case 'derivation':
    case 'stack':
      return [];
  }
}

/** What a layer emits is emitted twice, or with something else of the same sort. */
export function eventFaults(layer: Layer): readonly Changed<Layer>[] {
  return layer.handlers.flatMap((handler, i) => {
    const { trigger, locals } = handler;
    const own = 'parameters' in trigger ? trigger.parameters : [];
    const fields = trigger.kind === 'below' ? (trigger.header?.fields ?? []) : [];
    return emitFaults(handler.eff, [...own, ...fields, ...locals]).map(({ name, to }) => ({
      name,
      to: { ...layer, handlers: layer.handlers.with(i, { ...handler, eff: to }) },
    }));
  });
}

function emitFaults(
  stmts: readonly Stmt[],
  scope: readonly Bound[],
): readonly Changed<readonly Stmt[]>[] {
  return stmts.flatMap((s, i) => {
    const put = (...by: readonly Stmt[]): readonly Stmt[] => stmts.toSpliced(i, 1, ...by);
    if (s.kind === 'emit')
      return [
        { name: `emit ${s.action} twice`, to: put(s, s) },
        ...argumentFaults(s, scope).map(({ name, to }) => ({ name, to: put(to) })),
      ];
    if (s.kind === 'for' || s.kind === 'while') {
      const inner = s.kind === 'for' ? [...scope, s.variable] : scope;
      return emitFaults(s.body, inner).map(({ name, to }) => ({
        name,
        to: put({ ...s, body: to }),
      }));
    }
    if (s.kind !== 'if') return [];
    return s.branches.flatMap((b, j) =>
      emitFaults(b.body, scope).map(({ name, to }) => ({
        name,
        to: put({ ...s, branches: s.branches.with(j, { ...b, body: to }) }),
      })),
    );
  });
}

function argumentFaults(s: Emit, scope: readonly Bound[]): readonly Changed<Emit>[] {
  return s.args.flatMap((arg, i) =>
    otherNames('', arg, scope)
      .filter((other) => printExpr(other) !== printExpr(arg))
      .map((other) => ({
        name: `emit ${s.action} with ${short(other)} for ${short(arg)}`,
        to: { ...s, args: s.args.with(i, other) },
      })),
  );
}

export function automatonFaults(automaton: Automaton): readonly Changed<Automaton>[] {
  return automaton.transitions.flatMap((t, i) =>
    transitionFaults(t).map(({ name, to }) => ({
      name: `${t.action}: ${name}`,
      to: { ...automaton, transitions: automaton.transitions.with(i, to) },
    })),
  );
}

function transitionFaults(t: Transition): readonly Changed<Transition>[] {
  return [
    ...t.pre.map((g, i) => ({
      name: `without ${short(g.condition)}`,
      to: { ...t, pre: t.pre.toSpliced(i, 1) },
    })),
    ...t.pre.flatMap((g, i) =>
      shifts(g.condition).map(({ name, to }) => ({
        name,
        to: { ...t, pre: t.pre.with(i, { ...g, condition: to }) },
      })),
    ),
    ...bodies(t.eff).map(({ name, to }) => ({ name, to: { ...t, eff: to } })),
  ];
}

export function relationFaults(s: Simulation): readonly Changed<Simulation>[] {
  return s.relation.flatMap((c, i) => [
    {
      name: `${c.name}: without ${short(c.condition)}`,
      to: { ...s, relation: s.relation.toSpliced(i, 1) },
    },
    ...conditionFaults(c.condition).map(({ name, to }) => ({
      name: `${c.name}: ${name}`,
      to: { ...s, relation: s.relation.with(i, { ...c, condition: to }) },
    })),
  ]);
}

/** A step of the witness left out, doubled, exchanged with the next, or taken with another argument. */
export function witnessFaults(s: Simulation): readonly Changed<Simulation>[] {
  return s.proof.flatMap((clause, i) =>
    fireFaults(clause).map(({ name, to }) => ({
      name: `witness of ${clause.action}: ${name}`,
      to: { ...s, proof: s.proof.with(i, { ...clause, fire: to }) },
    })),
  );
}

function fireFaults({ fire, parameters }: ProofClause): readonly Changed<readonly Fire[]>[] {
  return fire.flatMap((f, i) => {
    const put = (...by: readonly Fire[]): readonly Fire[] => fire.toSpliced(i, 1, ...by);
    const next = fire[i + 1];
    const name = f.kind === 'fire' ? f.action : `if ${short(f.condition)}`;
    return [
      { name: `without ${name}`, to: put() },
      { name: `${name} twice`, to: put(f, f) },
      ...(next === undefined ? [] : [{ name: `${name} later`, to: fire.toSpliced(i, 2, next, f) }]),
      ...stepFaults(f, parameters).map((changed) => ({ name: changed.name, to: put(changed.to) })),
    ];
  });
}

function stepFaults(f: Fire, scope: readonly Bound[]): readonly Changed<Fire>[] {
  if (f.kind === 'if')
    return conditionFaults(f.condition, scope).map(({ name, to }) => ({
      name,
      to: { ...f, condition: to },
    }));
  return f.args.flatMap((arg, i) =>
    conditionFaults(arg, scope).map(({ name, to }) => ({
      name: `${f.action} with ${name}`,
      to: { ...f, args: f.args.with(i, to) },
    })),
  );
}

function invariantFaults(invariant: Invariant): readonly Changed<Invariant>[] {
  return conditionFaults(invariant.condition).map(({ name, to }) => ({
    name,
    to: { ...invariant, condition: to },
  }));
}

/** A comparison or a connective changed, a premise or a part left out, a variable taken for another. */
function conditionFaults(e: Expr, scope: readonly Bound[] = []): readonly Changed<Expr>[] {
  return [...shifts(e), ...inPlaces(e, scope)];
}

function inPlaces(e: Expr, scope: readonly Bound[]): readonly Changed<Expr>[] {
  const here = changesOf(e, scope).map((to) => ({ name: `${short(to)} for ${short(e)}`, to }));
  const inner = e.kind === 'quantified' ? [...scope, e.variable] : scope;
  const below: Changed<Expr>[] = [];
  mapChildren(e, (child) => {
    for (const { name, to } of inPlaces(child, inner))
      below.push({ name, to: mapChildren(e, (c) => (c === child ? to : c)) });
    return child;
  });
  return [...here, ...below];
}

function changesOf(e: Expr, scope: readonly Bound[]): readonly Expr[] {
  if (e.kind === 'local') return otherNames(e.name, e, scope);
  if (e.kind !== 'apply') return [];
  const [left, right] = e.args;
  if (left === undefined || right === undefined) return [];
  if (e.op === 'and') return [left, right, { ...e, op: 'or' }];
  if (e.op === 'or') return [left, right];
  if (e.op === 'implies') return [right];
  if (e.op !== 'iff') return [];
  return [
    { ...e, op: 'implies' },
    { ...e, op: 'implies', args: [right, left] },
  ];
}

function otherNames(name: string, e: Expr, scope: readonly Bound[]): readonly Expr[] {
  return scope
    .filter((other) => other.name !== name && equalSort(other.sort, e.sort))
    .map((other) => ({ kind: 'local', name: other.name, sort: other.sort, span: e.span }));
}

function short(e: Expr): string {
  const line = printExpr(e).replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
