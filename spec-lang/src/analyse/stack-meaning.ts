/** The automaton of a whole stack: each layer's packets are the messages of the layer below. */
import type { Automaton, Component, Layer, Stack } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { substituteSort } from '../ir/substitute.js';
import { composeParts, renameActions } from './compose/compose.js';
import { partOf, type Part } from './compose/part.js';
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
export function stackMeaning(stack: Stack, levels: readonly Level[], bottom: Automaton): Automaton {
  const parts: Part[] = [];
  let types: readonly Sort[] = own(levels[0]?.layer);
  let prefix = '';
  const queues: Queued[] = [];
  for (const level of levels) {
    const { over } = level.layer;
    parts.push(partOf(placed(level, types), named(level, prefix)));
    const { queue, emits } = level.queued;
    queues.push({ queue, emits: emits.map(naming(level.layer, prefix)) });
    types = over.types.map((t) =>
      substituteSort(renamed(t, level.layer), bindingOf(level.layer, types)),
    );
    prefix = `${over.service}.`;
    types = nextTypes(levels[levels.indexOf(level) + 1]?.layer, types);
  }
  const ground = renameActions(specialise(bottom, types, []), (name) => prefix + name);
  const { span } = stack;
  parts.push(
    partOf(
      { name: bottom.name, index: [], automaton: bottom.name, types: [], values: [], span },
      ground,
    ),
  );
  const between = parts.flatMap((p) => p.automaton.signature).filter((a) => a.name.includes('.'));
  const hidden = between.map((a) => ({ action: a.name, parameters: a.parameters }));
  const parameters = { types: levels[0]?.layer.parameters.types ?? [], values: [] };
  const { name, doc, file } = stack;
  return runToCompletion(
    composeParts({ name, doc, span, file, parameters }, parts, hidden),
    queues,
  );
}

function own(layer: Layer | undefined): readonly Sort[] {
  return (layer?.parameters.types ?? []).map((name) => ({ kind: 'uninterpreted', name }));
}

function bindingOf(layer: Layer, types: readonly Sort[]): ReadonlyMap<string, Sort> {
  return new Map(
    layer.parameters.types.flatMap((n, i): [string, Sort][] => (types[i] ? [[n, types[i]]] : [])),
  );
}

/** The next layer's type parameters, from the arguments of the service that it implements. */
function nextTypes(next: Layer | undefined, uses: readonly Sort[]): readonly Sort[] {
  if (next === undefined) return uses;
  return next.parameters.types.map((name): Sort => {
    const at = next.implements.types.findIndex(
      (t) => t.kind === 'uninterpreted' && t.name === name,
    );
    return uses[at] ?? { kind: 'uninterpreted', name };
  });
}

function placed(level: Level, types: readonly Sort[]): Component {
  const by = bindingOf(level.layer, types);
  const sort = (s: Sort): Sort => substituteSort(s, by);
  const { component } = level;
  return {
    ...component,
    types,
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
  const inner = (s: Sort): Sort => renamed(s, layer);
  switch (sort.kind) {
    case 'tuple':
      return {
        ...sort,
        name: ownName(sort.name, layer),
        fields: sort.fields.map((f) => ({ ...f, sort: inner(f.sort) })),
      };
    case 'union':
      return {
        ...sort,
        name: ownName(sort.name, layer),
        cases: sort.cases.map((c) => ({
          ...c,
          fields: c.fields.map((f) => ({ ...f, sort: inner(f.sort) })),
        })),
      };
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return { ...sort, of: inner(sort.of) };
    case 'map':
      return { ...sort, from: inner(sort.from), to: inner(sort.to) };
    case 'array':
      return { ...sort, index: sort.index.map(inner), of: inner(sort.of) };
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return sort;
  }
}

function ownName(name: string, layer: Layer): string {
  return ['Header', 'Packet'].includes(name) ? `${layer.name}${name}` : name;
}
