/** Effects of handlers as effects on the queue. */
import type { Stmt } from '../../ir/stmt.js';
import type { Model } from './model.js';
import { emission } from './queue.js';

/** Emitted events go to the end of the queue; `fire` is only for the record. */
export function queued(stmts: readonly Stmt[], m: Model): readonly Stmt[] {
  return stmts.flatMap((s): readonly Stmt[] => {
    switch (s.kind) {
      case 'emit':
        return [emission(s, s.to === 'above' ? m.above : m.below, m.queue, m.layer.packet)];
      case 'fire':
        return [];
      case 'if':
        return [
          {
            ...s,
            branches: s.branches.map((b) => ({ ...b, body: queued(b.body, m) })),
            otherwise: queued(s.otherwise, m),
          },
        ];
      case 'for':
      case 'while':
        return [{ ...s, body: queued(s.body, m) }];
      case 'assign':
      case 'choose':
        return [s];
    }
  });
}
