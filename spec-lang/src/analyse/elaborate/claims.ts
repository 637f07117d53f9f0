/** Invariants and forward simulations. */
import type { AstFire, AstInvariant, AstProofClause, AstSimulation } from '../../syntax/ast.js';
import type {
  Action,
  Conjunct,
  Fire,
  Invariant,
  ProofClause,
  Simulation,
  StartChoice,
} from '../../ir/program.js';
import { equalDefinition } from '../../ir/equal.js';
import { findKind, type Env, type Known } from '../env.js';
import { whole } from '../infer/context.js';
import { fieldArgs } from '../infer/displays.js';
import { infer, inferAs, inferCondition } from '../infer/expression.js';
import { conjunction } from '../infer/terms.js';
import type { Scope, StateEntry } from '../resolve/scope.js';
import type { Report } from '../report.js';
import { spellingFix } from '../resolve/suggest.js';
import { checkAlike } from './compatibility.js';
import { bindPatterns, patternScope } from './patterns.js';
import { splitGuards } from './transitions.js';

/** What claims and pictures may be of. */
export const SYSTEMS = ['automaton', 'composition', 'layer'] as const;

export function elaborateInvariant(ast: AstInvariant, name: string, env: Env): Known {
  const before = env.report.errorCount;
  const of = findKind(env, ast.of, SYSTEMS);
  const scope = of ? claimScope(env.scope, of.scope) : env.scope;
  const condition = of && inferCondition(ast.condition, scope);
  const sound = of?.sound === true && condition !== undefined && env.report.errorCount === before;
  const { doc, span } = ast;
  const truth = { kind: 'literal', value: true, sort: { kind: 'bool' }, span } as const;
  const unit: Invariant = {
    kind: 'invariant',
    name,
    of: ast.of.text,
    condition: condition ?? truth,
    doc,
    span,
    file: env.file,
  };
  return { unit, sound, scope, formals: [] };
}

/** The names of the file and of the automaton that is spoken of; its own come first. */
export function claimScope(file: Scope, of: Scope): Scope {
  const { stateless: _, ...open } = of;
  return {
    ...open,
    report: file.report,
    sorts: new Map([...file.sorts, ...of.sorts]),
    definitions: new Map([...file.definitions, ...of.definitions]),
  };
}

export function elaborateSimulation(ast: AstSimulation, name: string, env: Env): Known {
  const before = env.report.errorCount;
  const from = findKind(env, ast.from, SYSTEMS);
  const to = findKind(env, ast.to, SYSTEMS);
  const scope = from && to ? relationScope(env.scope, from, to, ast) : undefined;
  const relation = scope ? elaborateRelation(ast, scope) : [];
  const start = scope && to ? elaborateStart(ast, scope, to) : [];
  if (from && to) checkShown(ast, actionsOf(from, env), actionsOf(to, env), env.report);
  const proof =
    scope && from && to
      ? ast.proof.map((c) => elaborateClause(c, scope, actionsOf(from, env), actionsOf(to, env)))
      : [];
  const { direction, doc, span } = ast;
  const unit: Simulation = {
    kind: 'simulation',
    name,
    direction,
    from: ast.from.text,
    to: ast.to.text,
    relation,
    start,
    proof: proof.filter((c) => c !== undefined),
    doc,
    span,
    file: env.file,
  };
  const sound = from?.sound === true && to?.sound === true && env.report.errorCount === before;
  return { unit, sound, scope: env.scope, formals: [] };
}

/** `A.x` names a variable of either automaton; a plain name one that only one of the two has. */
function relationScope(file: Scope, from: Known, to: Known, ast: AstSimulation): Scope {
  const concrete = claimScope(file, from.scope);
  const merged = claimScope({ ...concrete }, to.scope);
  return {
    ...merged,
    definitions: new Map(
      [...merged.definitions].map(([name, entry]) => [
        name,
        isOne(name, from, to) ? entry : { ...entry, clash: [ast.from.text, ast.to.text] as const },
      ]),
    ),
    locals: new Map([...from.scope.locals, ...to.scope.locals]),
    rings: [...from.scope.rings, ...to.scope.rings],
    view: { states: new Map<string, StateEntry>(), components: new Map() },
    sides: new Map([
      [ast.from.text, { side: 'concrete', view: from.scope.view }],
      [ast.to.text, { side: 'abstract', view: to.scope.view }],
    ]),
  };
}

/** Both automata mean the same by the name, or only one of them knows it. */
function isOne(name: string, from: Known, to: Known): boolean {
  const [one, other] = [from, to].map((known) => known.scope.definitions.get(name));
  if (one === undefined || other === undefined || one === other) return true;
  const [own, others] = [from, to].map(({ unit }) =>
    'definitions' in unit ? unit.definitions.find((d) => d.name === name) : undefined,
  );
  return own !== undefined && others !== undefined && equalDefinition(own, others);
}

function elaborateRelation(ast: AstSimulation, scope: Scope): readonly Conjunct[] {
  return splitGuards(ast.relation).flatMap((g) => {
    const condition = inferCondition(g.condition, scope);
    return condition ? [{ name: g.name, condition }] : [];
  });
}

function elaborateStart(ast: AstSimulation, scope: Scope, to: Known): readonly StartChoice[] {
  return ast.start.flatMap(({ variable, value }) => {
    const name =
      variable.kind === 'name'
        ? variable.name
        : variable.kind === 'select'
          ? variable.field.text
          : undefined;
    const entry = name === undefined ? undefined : to.scope.view.states.get(name);
    if (name === undefined || entry === undefined || entry.sort === 'broken') {
      scope.report.add(
        'E0204',
        variable.span,
        `${ast.to.text} has no variable of this name to start with`,
      );
      return [];
    }
    const typed = inferAs(value, scope, entry.sort);
    return typed ? [{ variable: name, value: typed }] : [];
  });
}

/** What both show under one name is the same. */
function checkShown(
  { from, to }: AstSimulation,
  concrete: readonly Action[],
  abstract: readonly Action[],
  report: Report,
): void {
  for (const action of concrete.filter((a) => a.kind !== 'internal')) {
    const other = abstract.find((a) => a.name === action.name && a.kind !== 'internal');
    if (other === undefined) continue;
    if (!checkAlike([from.text, action], [to.text, other], from.span, report)) continue;
    if (action.kind === other.kind) continue;
    const message = `${action.name} is an ${action.kind} of ${from.text} and an ${other.kind} of ${to.text}`;
    const related = [{ span: other.span, message: `the ${other.kind}` }];
    report.add('E0512', from.span, message, { related });
  }
}

function actionsOf(known: Known, env: Env): readonly Action[] {
  return known.sound ? env.meaningOf(known.unit.name).signature : [];
}

function elaborateClause(
  ast: AstProofClause,
  outer: Scope,
  concrete: readonly Action[],
  abstract: readonly Action[],
): ProofClause | undefined {
  const action = concrete.find((a) => a.name === ast.action.text);
  if (action === undefined) return unknownAction(ast.action, concrete, outer);
  if (action.parameters.length !== ast.patterns.length)
    return outer.report.add(
      'E0304',
      ast.action.span,
      `${action.name} has ${action.parameters.length} parameters; here are ${ast.patterns.length}`,
    );
  const head = bindPatterns(ast.patterns, action.parameters, outer);
  const scope = head?.scope ?? patternScope(ast.patterns, outer);
  const where = ast.where && inferCondition(ast.where, scope);
  const fire = elaborateFires(ast.fire, scope, abstract);
  if (head === undefined || fire === undefined || (ast.where && !where)) return undefined;
  const condition = conjunction([...head.where, ...(where ? [where] : [])]);
  return {
    action: action.name,
    parameters: head.parameters,
    ...(condition ? { where: condition } : {}),
    fire,
    span: ast.span,
  };
}

function unknownAction(
  name: AstProofClause['action'],
  actions: readonly Action[],
  scope: Scope,
): undefined {
  return scope.report.add('E0401', name.span, `there is no action ${name.text} here`, {
    fixes: spellingFix(
      name.text,
      name.span,
      actions.map((a) => a.name),
    ),
  });
}

function elaborateFires(
  asts: readonly AstFire[],
  scope: Scope,
  abstract: readonly Action[],
): readonly Fire[] | undefined {
  return whole(asts.map((ast) => elaborateFire(ast, scope, abstract)));
}

function elaborateFire(ast: AstFire, scope: Scope, abstract: readonly Action[]): Fire | undefined {
  if (ast.kind === 'if') {
    const condition = inferCondition(ast.condition, scope);
    const then = elaborateFires(ast.then, scope, abstract);
    const otherwise = elaborateFires(ast.otherwise, scope, abstract);
    return condition && then && otherwise && { kind: 'if', condition, then, otherwise };
  }
  const action = abstract.find((a) => a.name === ast.action.text);
  if (action === undefined) return unknownAction(ast.action, abstract, scope);
  const args = fieldArgs(infer, ast.args, action.parameters, action.name, ast.span, scope);
  return args && { kind: 'fire', action: action.name, args };
}
