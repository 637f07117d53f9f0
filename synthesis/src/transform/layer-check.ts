/**
 * A layer beside its service, to be run in lock-step: the internal steps that the layer records
 * with `fire` become events of both, so that each is compared where it happens.
 */
import {
  layerComposition,
  NOWHERE,
  type Automaton,
  type Bound,
  type Emit,
  type Fire,
  type Layer,
  type Program,
  type ProofClause,
  type Simulation,
  type Stmt,
  type Unit,
} from '@maat/spec-lang';
import { local } from './build.js';
import type { StepDemands } from './contract.js';

export interface Theorem {
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  /** Of a layer no relation is demanded: every step must be one of the service's, and show the same. */
  readonly simulation: Simulation;
  /** What must hold on the way; of a layer, nothing more. */
  readonly demands?: StepDemands;
}

/** One copy of the layer for each process over its service, handlers run to completion. */
export function layerTheorem(program: Program, layer: Layer): Theorem {
  const fired = firedActions(layer.handlers.flatMap((h) => h.eff));
  const service = serviceOf(program, layer);
  const abstract = openActions(service, fired);
  const open = {
    ...layer,
    handlers: layer.handlers.map((h) => ({ ...h, eff: h.eff.map(emitted) })),
  };
  const units = program.units.map((u) => (u === service ? abstract : isLayer(u, layer) ? open : u));
  const concrete = layerComposition({ ...program, units }, open);
  return { concrete, abstract, simulation: sameEvents(layer, concrete, abstract) };
}

function serviceOf(program: Program, layer: Layer): Automaton {
  const name = layer.implements.service;
  const unit = program.units.find((u) => u.kind === 'automaton' && u.name === name);
  if (unit?.kind !== 'automaton') throw new Error(`no service ${name}`);
  return unit;
}

function isLayer(unit: Unit, layer: Layer): boolean {
  return unit.kind === 'layer' && unit.name === layer.name;
}

function firedActions(stmts: readonly Stmt[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (s: Stmt): void => {
    if (s.kind === 'fire') found.add(s.action);
    if (s.kind === 'if') [...s.branches.flatMap((b) => b.body), ...s.otherwise].forEach(visit);
    if (s.kind === 'for' || s.kind === 'while') s.body.forEach(visit);
  };
  stmts.forEach(visit);
  return found;
}

function openActions(service: Automaton, fired: ReadonlySet<string>): Automaton {
  const open = <T extends { readonly kind: string }>(x: T, name: string): T =>
    fired.has(name) ? { ...x, kind: 'output' } : x;
  return {
    ...service,
    signature: service.signature.map((a) => open(a, a.name)),
    transitions: service.transitions.map((t) => open(t, t.action)),
  };
}

function emitted(stmt: Stmt): Stmt {
  switch (stmt.kind) {
    case 'fire': {
      const { action, span } = stmt;
      const emit: Emit = { kind: 'emit', to: 'above', action, args: stmt.args.slice(1), span };
      return emit;
    }
    case 'if': {
      const branches = stmt.branches.map((b) => ({ ...b, body: b.body.map(emitted) }));
      return { ...stmt, branches, otherwise: stmt.otherwise.map(emitted) };
    }
    case 'for':
    case 'while':
      return { ...stmt, body: stmt.body.map(emitted) };
    case 'assign':
    case 'choose':
    case 'emit':
      return stmt;
  }
}

const BELOW = 'below.';

/** Events above are the service's own; of what happens below, only the forming of views is. */
function sameEvents(layer: Layer, concrete: Automaton, abstract: Automaton): Simulation {
  const known = new Set(abstract.signature.map((a) => a.name));
  const proof = concrete.signature.map((a): ProofClause => {
    const name = a.name === `${BELOW}newView` ? 'newView' : a.name;
    const fire: readonly Fire[] = known.has(name)
      ? [{ kind: 'fire', action: name, args: a.parameters.map(asArgument) }]
      : [];
    return { action: a.name, parameters: a.parameters, fire, span: NOWHERE };
  });
  return {
    kind: 'simulation',
    name: `${layer.name}Implements`,
    doc: '',
    span: NOWHERE,
    file: layer.file,
    direction: 'forward',
    from: layer.name,
    to: layer.implements.service,
    relation: [],
    start: [],
    proof,
  };
}

function asArgument(b: Bound): ReturnType<typeof local> {
  return local(b.name, b.sort);
}
