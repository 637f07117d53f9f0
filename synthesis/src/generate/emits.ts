/** Emitted events. A packet that is the same in all rounds of a loop is made once, in the first that needs it. */
import {
  freeNames,
  statesAssigned,
  statesRead,
  substatements,
  type Emit,
  type Expr,
  type ForStmt,
} from '@maat/spec-lang';
import { NotGenerable } from './scribe.js';
import { servicePacketPosition } from './services.js';
import { typeOf } from './sorts.js';
import type { TermWriter } from './term-writer.js';

/** The loop that a statement stands in, and the packets that it makes once. */
export class Rounds {
  readonly packets: string[] = [];
  private readonly taken: readonly string[];
  private readonly changing: ReadonlySet<string>;
  private readonly assigned: ReadonlySet<string>;

  /** Within another loop, names must not be the same. */
  constructor(loop: ForStmt, outer?: Rounds) {
    const stmts = loop.body.flatMap((s) => [...substatements(s)]);
    this.taken = outer === undefined ? [] : [...outer.taken, ...outer.packets];
    this.assigned = statesAssigned(loop.body);
    this.changing = new Set([
      loop.variable.name,
      ...stmts.flatMap((s) => (s.kind === 'for' ? [s.variable.name] : [])),
      ...stmts.flatMap((s) => ('target' in s && s.target.scope === 'local' ? [s.target.name] : [])),
    ]);
  }

  /** Does the term have the same value in each round? */
  isSame(expr: Expr): boolean {
    return (
      [...freeNames(expr)].every((name) => !this.changing.has(name)) &&
      [...statesRead(expr)].every((name) => !this.assigned.has(name))
    );
  }

  fresh(): string {
    const count = this.taken.length + this.packets.length;
    const name = count === 0 ? 'packet' : `packet${count + 1}`;
    this.packets.push(name);
    return name;
  }
}

export function emit(stmt: Emit, terms: TermWriter, rounds: Rounds | undefined): string {
  const position =
    stmt.to === 'below' ? servicePacketPosition(terms.scribe, stmt.action, stmt.span) : -1;
  if (stmt.to === 'below' && position < 0 && stmt.header !== undefined)
    throw new NotGenerable(
      `${stmt.action} carries no packet, so no header can go with it`,
      stmt.span,
    );
  const args = stmt.args.map((a) => terms.owned(a));
  const call = `this.out.${stmt.to}(${JSON.stringify(stmt.action)}, `;
  if (position < 0) return `${call}[${args.join(', ')}]);`;
  const packet = packetText(stmt, args[position] ?? 'null', terms);
  const parts = [stmt.header, stmt.args[position]].filter((e) => e !== undefined);
  if (rounds === undefined || !parts.every((e) => rounds.isSame(e))) {
    args[position] = packet;
    return `${call}[${args.join(', ')}]);`;
  }
  const name = rounds.fresh();
  args[position] = name;
  return `${name} ??= ${packet};\n${call}[${args.join(', ')}]);`;
}

/** What stands before a loop whose packets are made once. */
export function declarations(rounds: Rounds, terms: TermWriter): string {
  const { scribe } = terms;
  const header =
    scribe.typed && rounds.packets.length > 0 ? typeOf(scribe.layer.header, scribe) : '';
  const type = `{ readonly header: ${header} | null; readonly body: unknown } | undefined`;
  return rounds.packets.map((name) => `let ${name}${scribe.colon(type)};\n`).join('');
}

function packetText(stmt: Emit, body: string, terms: TermWriter): string {
  const header = stmt.header === undefined ? 'null' : terms.owned(stmt.header);
  return `{ header: ${header}, body: ${body} }`;
}
