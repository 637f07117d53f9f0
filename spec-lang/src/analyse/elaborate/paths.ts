/** Derivations and stacks: do their parts exist, and do they fit together? */
import type { AstDerivation, AstStack, Name } from '../../syntax/ast.js';
import type { Derivation, Layer, Stack } from '../../ir/program.js';
import { findKind, type Env, type Known } from '../env.js';
import { spellingFix } from '../resolve/suggest.js';

export const TRANSFORMATIONS = ['replicate', 'faultTolerant', 'messagePassing'];

export function elaborateDerivation(ast: AstDerivation, env: Env): Known {
  const before = env.report.errorCount;
  const from = findKind(env, ast.from, ['automaton']);
  for (const { name } of ast.steps) checkStep(name, env);
  const replicated = ast.steps.find((s) => s.name.text === 'replicate')?.args[0];
  if (from !== undefined && replicated !== undefined) checkVariable(replicated, from, env);
  const { doc, span } = ast;
  const unit: Derivation = {
    kind: 'derivation',
    name: ast.name.text,
    from: ast.from.text,
    to: ast.to.text,
    steps: ast.steps.map((s) => ({
      transformation: s.name.text,
      args: s.args.map((a) => a.text),
      span: s.span,
    })),
    doc,
    span,
    file: env.file,
  };
  return {
    unit,
    sound: from?.sound === true && env.report.errorCount === before,
    scope: env.scope,
    formals: [],
  };
}

function checkStep(name: Name, env: Env): void {
  if (TRANSFORMATIONS.includes(name.text)) return;
  env.report.add(
    'E0709',
    name.span,
    `there is no transformation ${name.text}; there are ${TRANSFORMATIONS.join(', ')}`,
    {
      fixes: spellingFix(name.text, name.span, TRANSFORMATIONS),
    },
  );
}

function checkVariable(name: Name, from: Known, env: Env): void {
  const states = from.scope.view.states;
  if (states.has(name.text)) return;
  env.report.add(
    'E0204',
    name.span,
    `${from.unit.name} has no state variable ${name.text} to replicate`,
    {
      fixes: spellingFix(name.text, name.span, states.keys()),
    },
  );
}

export function elaborateStack(ast: AstStack, env: Env): Known {
  const before = env.report.errorCount;
  const bottom = ast.layers.at(-1);
  const upper = ast.layers.slice(0, -1).map((name) => ({ name, known: resolveMember(name, env) }));
  const ground = bottom && findKind(env, bottom, ['automaton']);
  for (const [i, member] of upper.entries()) {
    const next = ast.layers[i + 1];
    const below = upper[i + 1]?.known;
    if (member.known === undefined || next === undefined) continue;
    const offered = i + 1 < upper.length ? below?.implements : ground?.unit.name;
    if (offered !== undefined && member.known.over !== offered)
      misfit(member.known, offered, next, env);
  }
  const sound =
    env.report.errorCount === before &&
    ground?.sound === true &&
    upper.every((m) => m.known?.sound === true);
  const { doc, span } = ast;
  const unit: Stack = {
    kind: 'stack',
    name: ast.name.text,
    layers: upper.map((m) => m.name.text),
    bottom: bottom?.text ?? '',
    requires: ast.requires.map((r) => r.text),
    doc,
    span,
    file: env.file,
  };
  return { unit, sound, scope: env.scope, formals: [] };
}

interface Member {
  readonly name: string;
  readonly over?: string;
  readonly implements: string;
  readonly sound: boolean;
}

/** A layer, or the derivation that makes one: over what its service extends. */
function resolveMember(name: Name, env: Env): Member | undefined {
  const known = findKind(env, name, ['layer', 'derivation']);
  if (known === undefined) return undefined;
  const { unit, sound } = known;
  if (unit.kind === 'layer') return layerMember(unit, sound);
  return { name: name.text, implements: unit.from, sound };
}

function layerMember(unit: Layer, sound: boolean): Member {
  return { name: unit.name, over: unit.over.service, implements: unit.implements.service, sound };
}

function misfit(member: Member, offered: string, next: Name, env: Env): void {
  if (member.over === undefined) return;
  env.report.add(
    'E0710',
    next.span,
    `${member.name} runs over ${member.over}, but ${next.text} gives ${offered}`,
  );
}
