/** Where events and headers of a layer are looked up, and what is said when they are not found. */
import type { Name } from '../../syntax/ast.js';
import type { Bound } from '../../ir/expr.js';
import type { Sort, TupleSort, UnionCase, UnionSort } from '../../ir/sort.js';
import type { Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import type { Event, Side } from './events.js';

export interface LayerContext {
  readonly layer: string;
  readonly process: Sort;
  readonly header: UnionSort;
  readonly packet: TupleSort;
  readonly above: Side;
  readonly below: Side;
  readonly constants: ReadonlySet<string>;
}

/** The event's parameters as handlers write them: at the packet's place stands the body. */
export function bodyParameters(
  event: Event,
  context: Pick<LayerContext, 'packet'>,
): readonly Bound[] {
  const body = context.packet.fields[1]?.sort ?? context.packet;
  return event.parameters.map((p, i) => (i === event.packetAt ? { ...p, sort: body } : p));
}

export function reportCount(
  name: Name,
  parameters: readonly string[],
  given: number,
  scope: Scope,
): undefined {
  const takes =
    parameters.length === 0 ? 'no parameters' : `the parameters ${parameters.join(', ')}`;
  return scope.report.add(
    'E0304',
    name.span,
    `in a layer ${name.text} has ${takes} (the process is self); here are ${given}`,
  );
}

export function findCase(
  tag: Name,
  event: Event,
  context: LayerContext,
  scope: Scope,
): UnionCase | undefined {
  if (event.packetAt === undefined)
    return scope.report.add(
      'E0704',
      tag.span,
      `${event.name} carries no packet, so it has no header`,
    );
  const chosen = context.header.cases.find((c) => c.tag === tag.text);
  if (chosen !== undefined) return chosen;
  const tags = context.header.cases.map((c) => c.tag);
  return scope.report.add(
    'E0703',
    tag.span,
    `the header of ${context.layer} has no case ${tag.text}`,
    {
      fixes: spellingFix(tag.text, tag.span, tags),
    },
  );
}

export function findEvent(
  name: Name,
  side: 'above' | 'below',
  kind: 'input' | 'output',
  verb: 'handle' | 'emit',
  context: LayerContext,
  scope: Scope,
): Event | undefined {
  const { service, events } = context[side];
  const event = events.find((e) => e.name === name.text);
  if (event?.kind === kind) return event;
  if (events.length === 0) return undefined;
  const known = events.filter((e) => e.kind === kind).map((e) => e.name);
  const reason =
    event === undefined
      ? `${service.name} has no event ${name.text}`
      : `${name.text} is an ${event.kind} of ${service.name}`;
  const message = `${reason}; a layer can ${verb} ${known.length === 0 ? 'nothing' : known.join(', ')} ${side}`;
  return scope.report.add('E0702', name.span, message, {
    fixes: spellingFix(name.text, name.span, known),
  });
}
