/** The automaton that a unit means: itself, composed, or a layer at every process over its service. */
import type { Expr } from '../ir/expr.js';
import type {
  Automaton,
  Component,
  Composition,
  Layer,
  Program,
  ServiceUse,
  Stack,
  Unit,
} from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { composeUnit } from './compose.js';
import { composeParts, renameActions } from './compose/compose.js';
import { partOf, type Part } from './compose/part.js';
import { layerMeaning, queuedOf } from './layer-automaton.js';
import { BELOW, type Services } from './layers/model.js';
import { steppedComposition } from './micro/stepped.js';
import { runToCompletion } from './layers/run-to-completion.js';
import { specialise } from '../ir/rewrite-automaton.js';
import { BREACH, userOf, watching } from './layers/users.js';
import { stackMeaning, type Level } from './stack-meaning.js';

/** Throws when there is no such unit: ask the program's units first. */
export function findAutomaton(program: Program, name: string): Automaton {
  return meaningOf(name, (n) => program.units.find((u) => u.kind !== 'derivation' && u.name === n));
}

export function composeAutomaton(program: Program, composition: Composition): Automaton {
  return composeUnit(composition, (name) => findAutomaton(program, name));
}

/** A layer at one process, `self`: see layer-automaton.ts. */
export function layerAutomaton(program: Program, layer: Layer): Automaton {
  return layerMeaning(
    layer,
    servicesOf(layer, (n) => findUnit(program, n)),
  );
}

/** One copy of the layer for each process over the service below; the actions below are hidden. */
export function layerComposition(program: Program, layer: Layer): Automaton {
  return composedLayer(layer, (n) => findUnit(program, n));
}

/**
 * The same composition step by step, without queue and loops: what proofs speak of. Other processes
 * may step while one is in the middle of a run, so it has all traces of the composition, and more.
 */
export function steppedLayer(program: Program, layer: Layer): Automaton {
  const services = servicesOf(layer, (n) => findUnit(program, n));
  const service = alone(layer.over.service, layer);
  return steppedComposition(layer, services, perProcess(layer), service);
}

/**
 * The same composition in its use. What the implemented service asks of its user (users.ts) holds
 * inputs back; whether the layer gives the service below what that asks for is watched: a variable
 * `breach` of `watching` is empty until it does not. With `crossing` the service below may speak to
 * a process while what the layer said to it there is still queued.
 */
export function layerInUse(program: Program, layer: Layer, crossing = false): InUse {
  const find = (name: string): Unit | undefined => findUnit(program, name);
  const user = userOf(meaningOf(layer.implements.service, find), program.units);
  const watcher = userOf(meaningOf(layer.over.service, find), program.units);
  const automaton = composedLayer(layer, find, { user, watcher, crossing });
  return {
    automaton,
    ...(user ? { user: user.name } : {}),
    ...(watcher ? { breach: `${belowName(watcher)}.${BREACH}` } : {}),
  };
}

export interface InUse {
  readonly automaton: Automaton;
  /** The automaton that holds inputs back. */
  readonly user?: string;
  /** The variable that names what the layer did that the service below does not allow. */
  readonly breach?: string;
}

/** All layers of a stack at each process over the service at the bottom. */
export function stackComposition(program: Program, stack: Stack): Automaton {
  return composedStack(stack, (n) => findUnit(program, n));
}

export type FindUnit = (name: string) => Unit | undefined;

export function meaningOf(name: string, find: FindUnit): Automaton {
  const unit = find(name);
  switch (unit?.kind) {
    case 'automaton':
      return unit;
    case 'composition':
      return composeUnit(unit, (n) => meaningOf(n, find));
    case 'layer':
      return composedLayer(unit, find);
    case 'stack':
      return composedStack(unit, find);
    case 'invariant':
    case 'picture':
    case 'simulation':
    case 'derivation':
    case undefined:
      throw new TypeError(`${name} is no automaton, composition, layer or stack`);
  }
}

function findUnit(program: Program, name: string): Unit | undefined {
  return program.units.find((u) => u.kind !== 'derivation' && u.name === name);
}

function servicesOf(layer: Layer, find: FindUnit): Services {
  const service = (use: ServiceUse): Automaton =>
    specialise(meaningOf(use.service, find), use.types, []);
  return { above: service(layer.implements), below: service(layer.over) };
}

interface Use {
  readonly user: Automaton | undefined;
  readonly watcher: Automaton | undefined;
  readonly crossing: boolean;
}

const ANY_USE: Use = { user: undefined, watcher: undefined, crossing: false };

function composedLayer(layer: Layer, find: FindUnit, use = ANY_USE): Automaton {
  const services = servicesOf(layer, find);
  const below = renameActions(services.below, (name) => BELOW + name);
  const parts = [
    partOf(perProcess(layer), layerMeaning(layer, services)),
    partOf(alone(layer.over.service, layer), below),
    ...usersOf(layer, use),
  ];
  const { name, doc, span, file, parameters } = layer;
  const hidden = below.signature.map((a) => ({ action: a.name, parameters: a.parameters }));
  const whole = composeParts({ name, doc, span, file, parameters }, parts, hidden);
  const said = use.crossing ? below.signature.filter((a) => a.kind === 'output') : [];
  const open = use.user === undefined ? whole : asInputs(whole, services.above);
  return runToCompletion(open, [queuedOf(layer, services)], new Set(said.map((a) => a.name)));
}

function usersOf(layer: Layer, { user, watcher }: Use): readonly Part[] {
  const above = user && specialise(user, layer.implements.types, []);
  const below = watcher && specialise(watching(watcher), layer.over.types, []);
  return [
    ...(user && above ? [partOf(alone(user.name, layer), above)] : []),
    ...(watcher && below
      ? [
          partOf(
            alone(belowName(watcher), layer),
            renameActions(below, (name) => BELOW + name),
          ),
        ]
      : []),
  ];
}

/** The user above and the one below may be of one kind. */
function belowName(watcher: Automaton): string {
  return `below.${watcher.name}`;
}

/** What the user gives comes from outside, as it did without the user; but not always. */
function asInputs(whole: Automaton, service: Automaton): Automaton {
  const inputs = new Set(service.signature.filter((a) => a.kind === 'input').map((a) => a.name));
  const input = <T extends { readonly kind: string }>(x: T, name: string): T =>
    inputs.has(name) ? { ...x, kind: 'input' } : x;
  return {
    ...whole,
    signature: whole.signature.map((a) => input(a, a.name)),
    transitions: whole.transitions.map((t) => input(t, t.action)),
  };
}

/** `L[self: Proc]`. */
function perProcess(layer: Layer): Component {
  const { span } = layer;
  const process: Sort = { kind: 'uninterpreted', name: layer.parameters.types[0] ?? '' };
  const value = (name: string, sort: Sort): Expr => ({ kind: 'local', name, sort, span });
  return {
    name: layer.name,
    index: [{ name: 'self', sort: process }],
    automaton: layer.name,
    types: layer.parameters.types.map((t) => ({ kind: 'uninterpreted', name: t })),
    values: [...layer.parameters.values.map((v) => value(v.name, v.sort)), value('self', process)],
    span,
  };
}

function alone(name: string, layer: Layer): Component {
  return { name, index: [], automaton: name, types: [], values: [], span: layer.span };
}

function composedStack(stack: Stack, find: FindUnit): Automaton {
  const levels = stack.layers.map((name): Level => {
    const layer = find(name);
    if (layer?.kind !== 'layer')
      throw new TypeError(`${name} of stack ${stack.name} is no layer; derive it first`);
    const services = servicesOf(layer, find);
    return {
      layer,
      automaton: layerMeaning(layer, services),
      component: perProcess(layer),
      queued: queuedOf(layer, services),
    };
  });
  return stackMeaning(stack, levels, meaningOf(stack.bottom, find), (name) => {
    const unit = find(name);
    return unit?.kind === 'automaton' ? unit : undefined;
  });
}
