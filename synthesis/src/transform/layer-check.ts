/**
 * A layer beside its service, to be run in lock-step: the internal steps that the layer records
 * with `fire` become events of both, so that each is compared where it happens.
 */
import {
  equalSort,
  layerInUse,
  NOWHERE,
  type Action,
  type Automaton,
  type Bound,
  type Conjunct,
  type Emit,
  type Expr,
  type Fire,
  type Layer,
  type Program,
  type ProofClause,
  type Simulation,
  type Sort,
  type Stmt,
  type Transition,
  type Unit,
} from '@maat/spec-lang';
import { equal, local } from './build.js';
import type { StepDemands } from './contract.js';

export interface Theorem {
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  /** Of a layer no relation is demanded: every step must be one of the service's, and show the same, and the service below be used as it asks. */
  readonly simulation: Simulation;
  /** What must hold on the way; of a layer, nothing more. */
  readonly demands?: StepDemands;
}

/**
 * One copy of the layer for each process over its service, in its use: of what the user may give,
 * and what the layer may give to the service below, the services' users say. With `crossing`,
 * words between the layer and the service below may cross.
 */
export function layerTheorem(program: Program, layer: Layer, crossing = false): Theorem {
  const fired = firedActions(layer.handlers.flatMap((h) => h.eff));
  const service = serviceOf(program, layer);
  const abstract = openActions(service, fired);
  const open = {
    ...layer,
    handlers: layer.handlers.map((h) => ({ ...h, eff: h.eff.map((s) => emitted(s, service)) })),
  };
  const units = program.units.map((u) => (u === service ? abstract : isLayer(u, layer) ? open : u));
  const { automaton, breach } = layerInUse({ ...program, units }, open, crossing);
  const simulation = sameEvents(layer, automaton, abstract, fired);
  const relation = breach === undefined ? [] : [unbroken(breach)];
  return { concrete: automaton, abstract, simulation: { ...simulation, relation } };
}

/** The layer gave the service below nothing that this does not allow. */
function unbroken(breach: string): Conjunct {
  const sort = { kind: 'string' } as const;
  const demand: Expr = { kind: 'state', name: breach, side: 'concrete', sort, span: NOWHERE };
  const none: Expr = { kind: 'literal', value: '', sort, span: NOWHERE };
  return { name: 'Use of the service below', condition: equal(demand, none) };
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

/** The process at which a layer records a step of which the service names no process. */
const RECORDER = 'recorder';

function openActions(service: Automaton, fired: ReadonlySet<string>): Automaton {
  const process = processOf(service);
  const opened = <T extends Action | Transition>(x: T, name: string): T => {
    if (!fired.has(name)) return x;
    const at = hasProcess(service, name) ? [] : [{ name: RECORDER, sort: process }];
    return { ...x, kind: 'output', parameters: [...at, ...x.parameters] };
  };
  return {
    ...service,
    signature: service.signature.map((a) => opened(a, a.name)),
    transitions: service.transitions.map((t) => opened(t, t.action)),
  };
}

function processOf(service: Automaton): Sort {
  return { kind: 'uninterpreted', name: service.parameters.types[0] ?? '' };
}

function hasProcess(service: Automaton, name: string): boolean {
  const [first] = service.signature.find((a) => a.name === name)?.parameters ?? [];
  return first !== undefined && equalSort(first.sort, processOf(service));
}

function emitted(stmt: Stmt, service: Automaton): Stmt {
  const inner = (s: Stmt): Stmt => emitted(s, service);
  switch (stmt.kind) {
    case 'fire': {
      const { action, span } = stmt;
      const args = hasProcess(service, action) ? stmt.args.slice(1) : stmt.args;
      const emit: Emit = { kind: 'emit', to: 'above', action, args, span };
      return emit;
    }
    case 'if': {
      const branches = stmt.branches.map((b) => ({ ...b, body: b.body.map(inner) }));
      return { ...stmt, branches, otherwise: stmt.otherwise.map(inner) };
    }
    case 'for':
    case 'while':
      return { ...stmt, body: stmt.body.map(inner) };
    case 'assign':
    case 'choose':
    case 'emit':
      return stmt;
  }
}

const BELOW = 'below.';

/**
 * Events above are the service's own. An internal step of the service below is one of the service
 * above, too, if both have it and the layer does not record it: the forming of views.
 */
function sameEvents(
  layer: Layer,
  concrete: Automaton,
  abstract: Automaton,
  fired: ReadonlySet<string>,
): Simulation {
  const known = new Map(abstract.signature.map((a) => [a.name, a]));
  const proof = concrete.signature.map((a): ProofClause => {
    const shared = a.name.startsWith(BELOW) ? a.name.slice(BELOW.length) : a.name;
    const mirrored = known.get(shared)?.kind === 'internal' && !fired.has(shared);
    const name = mirrored ? shared : a.name;
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
