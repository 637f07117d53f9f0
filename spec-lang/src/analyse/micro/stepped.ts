/**
 * A layer over its service, step by step: no queue and no loop, so that each step can be said in
 * logic. The layer's words to the service are heard in the step that says them; ARCHITECTURE.md
 * says why that is the same as taking them from a queue.
 */
import type { Expr } from '../../ir/expr.js';
import type { Automaton, Component, Guard, Layer, Transition } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { composeParts, renameActions } from '../compose/compose.js';
import { partOf } from '../compose/part.js';
import { equal, local } from '../infer/terms.js';
import { BELOW, modelOf, type Services } from '../layers/model.js';
import { RUN_TO_COMPLETION } from '../layers/run-to-completion.js';
import { heardAtOnce } from './heard.js';
import type { Counter } from './pieces.js';
import { IDLE } from './points.js';
import { steppedProcess } from './process.js';

/** `component`: the layer at each process; `service`: the one below, alone. */
export function steppedComposition(
  layer: Layer,
  services: Services,
  component: Component,
  service: Component,
): Automaton {
  const { automaton, counter, stimuli } = steppedProcess(modelOf(layer, services));
  const below = {
    ...renameActions(services.below, (name) => BELOW + name),
    parameters: { types: [], values: [] },
  };
  const hearing = partOf(service, below);
  const { name, doc, span, file, parameters } = layer;
  const whole = composeParts(
    { name, doc, span, file, parameters },
    [partOf(component, automaton), partOf(service, speaking(below))],
    below.signature.map((a) => ({ action: a.name, parameters: a.parameters })),
  );
  const begins = new Set(stimuli);
  return {
    ...whole,
    transitions: whole.transitions
      .map((t) => heardAtOnce(t, hearing, BELOW))
      .map((t) => (begins.has(t.action) ? whenIdle(t, layer, counter) : t)),
  };
}

/** Without what it hears: only the layer speaks to it. */
function speaking(service: Automaton): Automaton {
  return {
    ...service,
    signature: service.signature.filter((a) => a.kind !== 'input'),
    transitions: service.transitions.filter((t) => t.kind !== 'input'),
  };
}

/** The first parameter of every action is the process. */
function whenIdle(t: Transition, layer: Layer, counter: Counter): Transition {
  const { span } = layer;
  const [process] = t.parameters;
  if (process === undefined) throw new TypeError(`${t.action} happens at no process`);
  const array: Sort = { kind: 'array', index: [process.sort], of: counter.sort };
  const all: Expr = { kind: 'state', name: `${layer.name}.${counter.name}`, sort: array, span };
  const own: Expr = {
    kind: 'apply',
    op: 'index',
    args: [all, local(process.name, process.sort, span)],
    sort: counter.sort,
    span,
  };
  const idle: Expr = { kind: 'inject', tag: IDLE, args: [], sort: counter.sort, span };
  const guard: Guard = { name: RUN_TO_COMPLETION, condition: equal(own, idle), span };
  return { ...t, pre: [guard, ...t.pre] };
}
