/** `pass`: the handler that says on the other side what it heard, its packet unwrapped or wrapped. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Handler } from '../../ir/program.js';
import { local } from '../infer/terms.js';
import type { Event } from './events.js';
import type { Model } from './model.js';

export function passHandler(event: Event, m: Model, from: 'above' | 'below'): Handler {
  const { span } = m.layer;
  const other = (from === 'above' ? m.below : m.above).find((e) => e.name === event.name);
  const body = m.layer.packet.fields[1]?.sort;
  const parameters = event.parameters.map((p, i): Bound =>
    i === event.packetAt && body ? { ...p, sort: body } : p,
  );
  const args = parameters.map((p, i) => {
    const value = local(p.name, p.sort, span);
    if (i === event.packetAt) return unwrapped(value);
    return i === other?.packetAt && body ? apply('embed', value, body) : value;
  });
  return {
    trigger: { kind: from, action: event.name, parameters },
    locals: [],
    eff: [
      { kind: 'emit', to: from === 'above' ? 'below' : 'above', action: event.name, args, span },
    ],
    doc: '',
    span,
  };
}

function unwrapped(value: Expr): Expr {
  if (value.sort.kind !== 'null') throw new TypeError('a packet has a body or none');
  return apply('val', value, value.sort.of);
}

function apply(op: 'val' | 'embed', value: Expr, sort: Expr['sort']): Expr {
  return { kind: 'apply', op, args: [value], sort, span: value.span };
}
