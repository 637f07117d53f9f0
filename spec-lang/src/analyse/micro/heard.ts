/** What a layer says to the service below, as the effect that it has there. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Transition } from '../../ir/program.js';
import { rewriteStmts } from '../../ir/rewrite.js';
import type { Emit, Stmt } from '../../ir/stmt.js';
import type { Part } from '../compose/part.js';
import { receive } from '../compose/receive.js';

/** Each `emit below` in the effect becomes the service's own effect; what that chooses is a local. */
export function heardAtOnce(t: Transition, service: Part, prefix: string): Transition {
  const hearing = new Hearing(service, prefix, t);
  const eff = hearing.stmts(t.eff);
  return { ...t, eff, locals: [...t.locals, ...hearing.locals] };
}

class Hearing {
  private readonly service: Part;
  private readonly prefix: string;
  private readonly taken: Set<string>;
  readonly locals: Bound[] = [];

  constructor(service: Part, prefix: string, t: Transition) {
    this.service = service;
    this.prefix = prefix;
    this.taken = new Set([...t.parameters, ...t.locals].map((b) => b.name));
  }

  stmts(stmts: readonly Stmt[]): readonly Stmt[] {
    return stmts.flatMap((s): readonly Stmt[] => {
      switch (s.kind) {
        case 'emit':
          return this.heard(s);
        case 'if':
          return [
            {
              ...s,
              branches: s.branches.map((b) => ({ ...b, body: this.stmts(b.body) })),
              otherwise: this.stmts(s.otherwise),
            },
          ];
        case 'for':
        case 'while':
          return [{ ...s, body: this.stmts(s.body) }];
        case 'assign':
        case 'choose':
        case 'fire':
          return [s];
      }
    });
  }

  private heard(stmt: Emit): readonly Stmt[] {
    const name = this.prefix + stmt.action;
    const action = this.service.automaton.signature.find((a) => a.name === name);
    const parameters = action?.parameters ?? [];
    const reception = receive(this.service, name, parameters, this.taken);
    if (reception === undefined) throw new TypeError(`${stmt.action} is not heard below`);
    this.locals.push(...reception.locals);
    const locals = new Map(
      parameters.flatMap((p, i): [string, Expr][] => {
        const value = stmt.args[i];
        return value === undefined ? [] : [[p.name, value]];
      }),
    );
    return rewriteStmts(reception.eff, { locals });
  }
}
