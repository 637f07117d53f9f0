/** Event handlers of layers: what triggers them, and what they do. */
import type { Span } from '../text/span.js';
import type { Bound, Expr } from './expr.js';
import type { Stmt } from './stmt.js';

/**
 * `on above e(x, y) where … eff …`, `on below e(x, m) with H(a, b) where … eff …`,
 * `on timer t every 20 eff …`, `on start eff …`. Several handlers may be given for one event: the
 * first whose pattern and `where` hold runs; if none does, the event is ignored.
 */
export interface Handler {
  readonly trigger: Trigger;
  readonly where?: Expr;
  readonly locals: readonly Bound[];
  readonly eff: readonly Stmt[];
  readonly doc: string;
  readonly span: Span;
}

export type Trigger =
  | { readonly kind: 'above'; readonly action: string; readonly parameters: readonly Bound[] }
  | {
      readonly kind: 'below';
      readonly action: string;
      /** Without the process; the packet's position holds the body, of sort Null[Msg]. */
      readonly parameters: readonly Bound[];
      /** The header case and the names of its fields; absent: a packet with no header. */
      readonly header?: { readonly tag: string; readonly fields: readonly Bound[] };
    }
  /** `period`: milliseconds, an expression over constants. */
  | { readonly kind: 'timer'; readonly name: string; readonly period: Expr }
  | { readonly kind: 'start' };
