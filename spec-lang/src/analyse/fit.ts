/** Does what one layer offers fit what the layer above it runs over? */
import type { Automaton, Layer, ServiceUse } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { substituteSort } from '../ir/substitute.js';
import { printSort } from '../ir/print-sort.js';
import { sameSort } from './resolve/sort-relations.js';

/** A layer, or the service at the bottom: what it gives, in terms of its own type parameters. */
export interface Offer {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly gives: ServiceUse;
}

export type Binding = ReadonlyMap<string, Sort>;

export type Fit =
  /** The offerer's type parameters, in terms of the user's. */
  | { readonly fits: true; readonly binding: Binding }
  | { readonly fits: false; readonly reason: 'another service' }
  | { readonly fits: false; readonly reason: 'other sorts'; readonly gives: ServiceUse };

export function offerOfLayer(layer: Layer): Offer {
  return { name: layer.name, parameters: layer.parameters.types, gives: layer.implements };
}

export function offerOfService({ name, parameters }: Automaton): Offer {
  const types = parameters.types.map((t): Sort => ({ kind: 'uninterpreted', name: t }));
  return { name, parameters: parameters.types, gives: { service: name, types } };
}

/** A service that extends the wanted one fits too: it is one, and promises more. */
export function fitTo(
  wanted: ServiceUse,
  offer: Offer,
  service: (name: string) => Automaton | undefined,
): Fit {
  const gives = as(wanted.service, offer.gives, service);
  if (gives === undefined) return { fits: false, reason: 'another service' };
  const binding = new Map<string, Sort>();
  const variables = new Set(offer.parameters);
  const fits =
    gives.types.length === wanted.types.length &&
    gives.types.every((t, i) => match(t, wanted.types[i] ?? t, variables, binding));
  return fits ? { fits, binding } : { fits, reason: 'other sorts', gives };
}

/** The service itself and those that it extends, from the nearest up, with their type arguments. */
export function lineage(
  use: ServiceUse,
  service: (name: string) => Automaton | undefined,
): readonly ServiceUse[] {
  const unit = service(use.service);
  if (unit?.extends === undefined) return [use];
  const by = new Map(
    unit.parameters.types.flatMap((name, i): [string, Sort][] => {
      const sort = use.types[i];
      return sort ? [[name, sort]] : [];
    }),
  );
  const types = unit.extends.types.map((t) => substituteSort(t, by));
  return [use, ...lineage({ service: unit.extends.parent, types }, service)];
}

export function showUse({ service, types }: ServiceUse): string {
  return types.length === 0 ? service : `${service}(${types.map(printSort).join(', ')})`;
}

function as(
  wanted: string,
  use: ServiceUse,
  service: (name: string) => Automaton | undefined,
): ServiceUse | undefined {
  return lineage(use, service).find((u) => u.service === wanted);
}

/** The pattern's variables stand for sorts, each for the same one throughout. */
function match(
  pattern: Sort,
  sort: Sort,
  variables: ReadonlySet<string>,
  binding: Map<string, Sort>,
): boolean {
  if (pattern.kind === 'uninterpreted' && variables.has(pattern.name)) {
    const bound = binding.get(pattern.name);
    if (bound === undefined) binding.set(pattern.name, sort);
    return bound === undefined || sameSort(bound, sort);
  }
  const inner = (a: Sort, b: Sort): boolean => match(a, b, variables, binding);
  switch (pattern.kind) {
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return sort.kind === pattern.kind && inner(pattern.of, sort.of);
    case 'map':
      return sort.kind === 'map' && inner(pattern.from, sort.from) && inner(pattern.to, sort.to);
    case 'array':
      return (
        sort.kind === 'array' &&
        pattern.index.length === sort.index.length &&
        pattern.index.every((s, i) => inner(s, sort.index[i] ?? s)) &&
        inner(pattern.of, sort.of)
      );
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
    case 'tuple':
    case 'union':
      return sameSort(pattern, sort);
  }
}
