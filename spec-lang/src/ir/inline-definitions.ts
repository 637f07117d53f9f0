/** An automaton without definitions of its own: what they stand for is written where they are called. */
import type { Call, Expr } from './expr.js';
import type { Automaton } from './program.js';
import { rewriteAutomaton } from './rewrite-automaton.js';
import { rewriteExpr } from './rewrite.js';

export function withoutDefinitions(automaton: Automaton): Automaton {
  const definitions = new Map(automaton.definitions.map((d) => [d.name, d]));
  if (definitions.size === 0) return automaton;
  const call = (c: Call): Expr => {
    const definition = definitions.get(c.name);
    if (definition === undefined) return c;
    const locals = new Map(definition.parameters.map((p, i) => [p.name, c.args[i] ?? c]));
    return rewriteExpr(definition.body, { locals, call });
  };
  return { ...rewriteAutomaton(automaton, { call }), definitions: [] };
}
