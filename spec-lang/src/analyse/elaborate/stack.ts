/** Stacks: does each layer fit the one below, and has the top what the stack requires? */
import type { AstStack, Name } from '../../syntax/ast.js';
import type { Layer, ServiceUse, Stack } from '../../ir/program.js';
import type { Span } from '../../text/span.js';
import { automatonOf, findKind, type Env, type Known } from '../env.js';
import { fitTo, lineage, offerOfLayer, offerOfService, showUse, type Offer } from '../fit.js';
import { checkRequired } from './required.js';

export function elaborateStack(ast: AstStack, env: Env): Known {
  const before = env.report.errorCount;
  const bottom = ast.layers.at(-1);
  const upper = ast.layers.slice(0, -1).map((name) => resolveMember(name, env));
  const ground = bottom && findKind(env, bottom, ['automaton']);
  const offers = [
    ...upper,
    ground && { offer: offerOfService(ground.unit), span: ground.unit.span },
  ];
  if (upper.length === 0) needsLayers(ast, env);
  reportTwice(ast.layers, env);
  for (const [i, member] of upper.entries()) {
    const [name, next] = [ast.layers[i + 1], offers[i + 1]];
    if (member?.layer && name && next) checkFit(member.layer, next, name, env);
  }
  const top = upper[0]?.offer;
  if (top !== undefined) checkRequired(ast.requires, top.gives, env);
  const sound =
    env.report.errorCount === before &&
    ground?.sound === true &&
    upper.every((m) => m?.sound === true);
  const { doc, span } = ast;
  const unit: Stack = {
    kind: 'stack',
    name: ast.name.text,
    layers: ast.layers.slice(0, -1).map((name) => name.text),
    bottom: bottom?.text ?? '',
    requires: ast.requires.map((r) => r.text),
    doc,
    span,
    file: env.file,
  };
  return { unit, sound, scope: env.scope, formals: [] };
}

interface Member {
  readonly offer: Offer;
  /** Absent for a derivation: what the layer that it makes runs over is not known yet. */
  readonly layer?: Layer;
  readonly span: Span;
  readonly sound: boolean;
}

/** A layer, or the derivation that makes one. */
function resolveMember(name: Name, env: Env): Member | undefined {
  const known = findKind(env, name, ['layer', 'derivation']);
  if (known === undefined) return undefined;
  const { unit, sound } = known;
  if (unit.kind === 'layer')
    return { offer: offerOfLayer(unit), layer: unit, span: unit.span, sound };
  const service = automatonOf(unit.from, env);
  return service && { offer: offerOfService(service), span: unit.span, sound };
}

function needsLayers({ name, layers }: AstStack, env: Env): void {
  const only = layers[0]?.text ?? 'a service';
  env.report.add(
    'E0710',
    name.span,
    `this stack has no layer; write the layers from the top down before ${only}: L over … over ${only}`,
  );
}

/** The variables and events of a layer are named after it. */
function reportTwice(layers: readonly Name[], env: Env): void {
  for (const [i, { text, span }] of layers.entries()) {
    const first = layers.slice(0, i).find((l) => l.text === text);
    if (first === undefined) continue;
    const related = [{ span: first.span, message: 'first here' }];
    env.report.add('E0710', span, `${text} stands in this stack twice`, { related });
  }
}

function checkFit(layer: Layer, lower: Omit<Member, 'sound'>, name: Name, env: Env): void {
  const fit = fitTo(layer.over, lower.offer, (n) => automatonOf(n, env));
  if (fit.fits) return;
  const uses = { span: layer.span, message: `${layer.name} runs over ${showUse(layer.over)}` };
  const gives = lower.offer.gives.service;
  if (fit.reason === 'other sorts') {
    const message = `${layer.name} runs over ${showUse(layer.over)}, but what ${name.text} gives is ${showUse(fit.gives)}: the sorts do not fit`;
    const related = [
      uses,
      { span: lower.span, message: `${name.text} gives ${showUse(lower.offer.gives)}` },
    ];
    env.report.add('E0710', name.span, message, { related });
    return;
  }
  const missing = layer.over.service;
  const between = layersFor(missing, env).filter((l) => l !== name.text && l !== layer.name);
  const advice =
    between.length === 0
      ? `no layer here implements ${missing}`
      : `${between.join(' or ')} implements ${missing}: put it between them`;
  const below = name.text === gives ? `below it is ${gives}` : `${name.text} gives ${gives}`;
  const message = `${layer.name} runs over ${missing}, but ${below}; ${advice}`;
  env.report.add('E0710', name.span, message, { related: [uses] });
}

function layersFor(service: string, env: Env): readonly string[] {
  return env.names.filter((name) => {
    const known = env.find(name);
    if (typeof known !== 'object' || known.unit.kind !== 'layer') return false;
    const gives: ServiceUse = known.unit.implements;
    return lineage(gives, (n) => automatonOf(n, env)).some((u) => u.service === service);
  });
}
