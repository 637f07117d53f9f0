/** The automaton of a whole stack: each layer's packets are the messages of the layer below. */
import type { Automaton, Component, Layer, Stack } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { mapSortParts } from '../ir/sort-parts.js';
import { substituteSort } from '../ir/substitute.js';
import { composeParts, renameActions } from './compose/compose.js';
import { partOf, type Part } from './compose/part.js';
import { fitTo, offerOfLayer, offerOfService, type Binding, type Offer } from './fit.js';
import { BELOW } from './layers/model.js';
import { runToCompletion, type Queued } from './layers/run-to-completion.js';
import { rewriteAutomaton, specialise } from '../ir/rewrite-automaton.js';

export interface Level {
  readonly layer: Layer;
  /** At one process. */
  readonly automaton: Automaton;
  readonly component: Component;
  readonly queued: Queued;
}

/** The events between two layers are named `Service.event` and are internal. */
export function stackMeaning(
  stack: Stack,
  levels: readonly Level[],
  bottom: Automaton,
  service: (name: string) => Automaton | undefined,
): Automaton {
  const offers = [...levels.map((l) => offerOfLayer(l.layer)), offerOfService(bottom)];
  const parts: Part[] = [];
  let binding = own(offers[0]?.parameters ?? []);
  let prefix = '';
  const queues: Queued[] = [];
  for (const [i, level] of levels.entries()) {
    parts.push(partOf(placed(level, binding), named(level, prefix)));
    queues.push(inStack(level.queued, naming(level.layer, prefix)));
    binding = bindingBelow(level.layer, offers[i + 1], binding, service);
    prefix = `${level.layer.over.service}.`;
  }
  parts.push(partOf(alone(bottom, stack), placedService(bottom, binding, prefix)));
  const between = parts.flatMap((p) => p.automaton.signature).filter((a) => a.name.includes('.'));
  const hidden = between.map((a) => ({ action: a.name, parameters: a.parameters }));
  const parameters = { types: levels[0]?.layer.parameters.types ?? [], values: [] };
  const { name, doc, span, file } = stack;
  const whole = composeParts({ name, doc, span, file, parameters }, parts, hidden);
  return runToCompletion(whole, queues);
}

function inStack({ queue, emits, start }: Queued, name: (own: string) => string): Queued {
  return {
    queue,
    emits: emits.map(name),
    ...(start ? { start: { ...start, action: name(start.action) } } : {}),
  };
}

function own(types: readonly string[]): Binding {
  return new Map(types.map((name) => [name, { kind: 'uninterpreted', name }]));
}

/** The type parameters of what is below, in terms of the stack's: the packets of this layer are its messages. */
function bindingBelow(
  layer: Layer,
  below: Offer | undefined,
  binding: Binding,
  service: (name: string) => Automaton | undefined,
): Binding {
  const types = layer.over.types.map((t) => substituteSort(renamed(t, layer), binding));
  const fit = below && fitTo({ ...layer.over, types }, below, service);
  if (below === undefined || fit?.fits !== true)
    throw new TypeError(`${layer.name} does not fit what is below it; check says so`);
  return new Map([...own(below.parameters), ...fit.binding]);
}

function alone({ name }: Automaton, { span }: Stack): Component {
  return { name, index: [], automaton: name, types: [], values: [], span };
}

function placedService(service: Automaton, binding: Binding, prefix: string): Automaton {
  const types = service.parameters.types.map(
    (t) => binding.get(t) ?? { kind: 'uninterpreted' as const, name: t },
  );
  return renameActions(specialise(service, types, []), (name) => prefix + name);
}

function placed({ layer, component }: Level, binding: Binding): Component {
  const sort = (s: Sort): Sort => substituteSort(s, binding);
  return {
    ...component,
    types: layer.parameters.types.map((name) => sort({ kind: 'uninterpreted', name })),
    index: component.index.map((b) => ({ ...b, sort: sort(b.sort) })),
    values: component.values.map((v) => (v.kind === 'local' ? { ...v, sort: sort(v.sort) } : v)),
  };
}

/** Actions named after the services above and below; header, packet and queue sorts after the layer. */
function named({ layer, automaton }: Level, above: string): Automaton {
  const own = rewriteAutomaton(automaton, { sort: (s) => renamed(s, layer) });
  return renameActions(own, naming(layer, above));
}

function naming(layer: Layer, above: string): (name: string) => string {
  return (name) => {
    if (name.startsWith(BELOW)) return `${layer.over.service}.${name.slice(BELOW.length)}`;
    return name.includes('.') ? `${layer.name}.${name}` : above + name;
  };
}

function renamed(sort: Sort, layer: Layer): Sort {
  const named =
    sort.kind === 'tuple' || sort.kind === 'union'
      ? { ...sort, name: ownName(sort.name, layer) }
      : sort;
  return mapSortParts(named, (part) => renamed(part, layer));
}

function ownName(name: string, layer: Layer): string {
  return ['Header', 'Packet'].includes(name) ? `${layer.name}${name}` : name;
}
