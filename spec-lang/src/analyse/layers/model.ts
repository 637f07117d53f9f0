/** What the parts of a layer's automaton need to know of the layer and its services. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Automaton, Handler, Layer } from '../../ir/program.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import { freshName } from '../../ir/fresh-name.js';
import { Report } from '../report.js';
import { eventsOf, type Event } from './events.js';
import { eventSort, type Queue } from './queue.js';

/** The services with the layer's types in place of their parameters. */
export interface Services {
  readonly above: Automaton;
  readonly below: Automaton;
}

export const BELOW = 'below.';

/** All that the parts below need to know. */
export interface Model {
  readonly layer: Layer;
  readonly self: Bound;
  readonly queue: Queue;
  /** The variable that tells whether the start handlers have run. */
  readonly started: string;
  readonly above: readonly Event[];
  readonly below: readonly Event[];
  readonly starts: readonly Handler[];
}

export function modelOf(layer: Layer, services: Services): Model {
  const process: Sort = { kind: 'uninterpreted', name: layer.parameters.types[0] ?? '' };
  const silent = new Report();
  const above = eventsOf(services.above, process, undefined, layer.span, silent).events;
  const below = eventsOf(services.below, process, layer.packet, layer.span, silent).events;
  const event = eventSort(`${layer.name}Event`, above, below);
  const starts = layer.handlers.filter((h) => h.trigger.kind === 'start');
  const names = new Set(layer.states.map((s) => s.name));
  const queue = { name: freshName('queue', names), event };
  const started = freshName('started', names);
  return { layer, self: { name: 'self', sort: process }, queue, started, above, below, starts };
}

export function afterStart(m: Model): readonly Expr[] {
  return m.starts.length > 0
    ? [{ kind: 'state', name: m.started, sort: BOOL, span: m.layer.span }]
    : [];
}
