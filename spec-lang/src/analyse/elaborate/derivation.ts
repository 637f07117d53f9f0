/** Derivations: do the service, its variable and the transformations exist? */
import type { AstDerivation, Name } from '../../syntax/ast.js';
import type { Derivation } from '../../ir/program.js';
import { findKind, type Env, type Known } from '../env.js';
import { spellingFix } from '../resolve/suggest.js';

const TRANSFORMATIONS = ['replicate', 'faultTolerant', 'messagePassing'];

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
