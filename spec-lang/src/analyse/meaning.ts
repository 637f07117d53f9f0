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
import { partOf } from './compose/part.js';
import { layerMeaning, queuedOf } from './layer-automaton.js';
import { BELOW, type Services } from './layers/model.js';
import { steppedComposition } from './micro/stepped.js';
import { runToCompletion } from './layers/run-to-completion.js';
import { specialise } from '../ir/rewrite-automaton.js';
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

function composedLayer(layer: Layer, find: FindUnit): Automaton {
  const services = servicesOf(layer, find);
  const below = renameActions(services.below, (name) => BELOW + name);
  const parts = [
    partOf(perProcess(layer), layerMeaning(layer, services)),
    partOf(alone(layer.over.service, layer), { ...below, parameters: { types: [], values: [] } }),
  ];
  const { name, doc, span, file, parameters } = layer;
  const hidden = below.signature.map((a) => ({ action: a.name, parameters: a.parameters }));
  const whole = composeParts({ name, doc, span, file, parameters }, parts, hidden);
  return runToCompletion(whole, [queuedOf(layer, services)]);
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
