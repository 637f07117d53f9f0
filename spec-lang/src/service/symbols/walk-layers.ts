/** Which declarations the names of a layer stand for. */
import type { AstHandler, AstLayer, AstSort, Name } from '../../syntax/ast.js';
import { boundOf, declared, headerOf } from './declare.js';
import { withTerms, type Env } from './env.js';
import {
  insideOf,
  seeUnit,
  walkDefinition,
  walkStates,
  walkType,
  walkUse,
} from './walk-declarations.js';
import { walkPatterns } from './walk-patterns.js';
import { actionOf, walkHeader, walkStmts, type Events } from './walk-stmts.js';
import { bind, declare, see, walkSort, walkTerm, type Walk } from './walk-terms.js';

export function walkLayer(walk: Walk, layer: AstLayer, outer: Env): void {
  const name = layer.name.text;
  seeUnit(walk, layer.name, 'declare');
  const env = insideOf(walk, layer, outer);
  for (const use of [layer.over, layer.implements]) walkUse(walk, use, env);
  const header = headerOf(layer.header, layer.name);
  for (const d of [...header.values, ...header.fields]) declare(walk, d);
  for (const field of layer.header.flatMap((c) => c.fields)) walkSort(walk, field.sort, env);
  const constants = layer.constants.map((c) => {
    walkSort(walk, c.sort, env);
    walkTerm(walk, c.value, env);
    return declare(walk, boundOf('constant', { ...c, span: c.name.span }, name));
  });
  const inner = withTerms(env, constants);
  for (const type of layer.types) walkType(walk, type, env, name);
  for (const d of layer.definitions) walkDefinition(walk, d, inner, name);
  walkStates(walk, layer.states, inner, name);
  for (const h of layer.handlers) walkHandler(walk, h, inner, layer);
  for (const p of layer.passes)
    see(walk, actionOf(walk, serviceOf(layer, p.from), p.action), p.action, 'read');
}

function serviceOf(layer: AstLayer, side: 'above' | 'below'): string {
  return side === 'above' ? layer.implements.name.text : layer.over.name.text;
}

function walkHandler(walk: Walk, h: AstHandler, outer: Env, layer: AstLayer): void {
  const env = walkTrigger(walk, h, outer, layer);
  if (h.where !== undefined) walkTerm(walk, h.where, env);
  const above = layer.implements.name.text;
  const events: Events = { above, below: layer.over.name.text, fire: above };
  walkStmts(walk, h.eff, bind(walk, h.locals, env), events);
}

function walkTrigger(walk: Walk, { trigger }: AstHandler, env: Env, layer: AstLayer): Env {
  switch (trigger.kind) {
    case 'above':
    case 'below': {
      const service = serviceOf(layer, trigger.kind);
      see(walk, actionOf(walk, service, trigger.action), trigger.action, 'read');
      const inner = walkPatterns(
        walk,
        trigger.patterns,
        env,
        sortsHere(walk, service, trigger.action),
      );
      const header = trigger.kind === 'below' ? trigger.header : undefined;
      if (header === undefined) return inner;
      walkHeader(walk, header.tag, env);
      const fields = layer.header.find((c) => c.tag.text === header.tag.text)?.fields ?? [];
      return walkPatterns(
        walk,
        header.patterns,
        inner,
        fields.map((f) => f.sort),
      );
    }
    case 'timer':
      declare(walk, declared('timer', trigger.name, `timer ${trigger.name.text}`));
      walkTerm(walk, trigger.period, env);
      return env;
    case 'start':
      return env;
  }
}

/** Without the process; of other units' sorts only the names are known. */
function sortsHere(walk: Walk, service: string, action: Name): readonly (AstSort | undefined)[] {
  return walk.members.parameterSorts(service, action.text).slice(1);
}
