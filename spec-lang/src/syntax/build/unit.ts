/** Units, put together from the concrete trees of their segments. */
import { diagnostic } from '../../text/catalogue.js';
import type { Span } from '../../text/span.js';
import type {
  AstAutomaton,
  AstDefinition,
  AstDerivation,
  AstInvariant,
  AstLayer,
  AstStack,
  AstUnit,
} from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import {
  buildActions,
  buildComponents,
  buildConditions,
  buildFormals,
  buildFormalsWhere,
  buildHidden,
  buildInitially,
  buildStates,
  buildTasks,
  buildTransition,
  buildUse,
} from './automaton.js';
import { firstName, nameOf, part, type Context } from './context.js';
import { innerExpr } from './expr.js';
import { buildConstants, buildHandler, buildPass } from './layer.js';
import { buildPicture } from './picture.js';
import { buildSimulation } from './simulation.js';
import { buildCases, buildSort, buildTypes, optionalBindings } from './sort.js';

/** `parts`: the segments that could be read, the head first; `span` is the whole unit's. */
export function buildUnit(context: Context, parts: readonly Cst[], span: Span): readonly AstUnit[] {
  const [head] = parts;
  if (head === undefined) return [];
  switch (head.rule) {
    case 'Import':
      return buildImport(head, span);
    case 'Types':
      return buildTypes(head);
    case 'Let':
      return [buildLet(context, head)];
    case 'AutomatonHead':
      return [buildAutomaton(context, head, parts, span)];
    case 'Invariant':
      return [buildInvariant(context, head)];
    case 'Picture':
      return [buildPicture(context, head)];
    case 'Simulation':
      return [buildSimulation(context, head)];
    case 'LayerHead':
      return [buildLayer(context, head, parts, span)];
    case 'Derivation':
      return [buildDerivation(context, head)];
    case 'Stack':
      return [buildStack(context, head)];
    default:
      // The head could not be read: what is left belongs to no unit.
      return [];
  }
}

/** Of a string that was not closed only blanks are left. */
function buildImport(node: Cst, span: Span): readonly AstUnit[] {
  const inside = one(node, 'string').text.slice(1, -1);
  const path = inside.trim();
  if (inside !== '' && path === '') return [];
  return [{ kind: 'import', path, span }];
}

function buildLet(context: Context, node: Cst): AstDefinition {
  return {
    kind: 'let',
    name: firstName(node),
    parameters: optionalBindings(node),
    result: buildSort(one(node, 'Sort')),
    body: innerExpr(node),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function buildAutomaton(
  context: Context,
  head: Cst,
  parts: readonly Cst[],
  span: Span,
): AstAutomaton {
  const of = (rule: string): readonly Cst[] => parts.filter((p) => p.rule === rule);
  for (const rule of ['States', 'Tasks', 'Components', 'SignatureHead', 'TransitionsHead'])
    once(context, of(rule));
  missingTransitions(context, of('TransitionsHead'), of('Transition'));
  return {
    kind: 'automaton',
    name: firstName(head),
    formals: buildFormals(head),
    ...buildFormalsWhere(head),
    ...part('parent', head, 'Extends', (e) => buildUse(one(e, 'Use'))),
    assumes: many(head, 'Assumes').flatMap((a) => many(a, 'Use').map(buildUse)),
    types: of('Types').flatMap(buildTypes),
    definitions: of('Let').map((d) => buildLet(context, d)),
    signature: of('Actions').flatMap(buildActions),
    states: of('States').flatMap((s) => buildStates(context, s)),
    ...of('States')
      .map(buildInitially)
      .find((i) => i.initially !== undefined),
    transitions: of('Transition').map((t) => buildTransition(context, t)),
    tasks: of('Tasks').flatMap(buildTasks),
    components: of('Components').flatMap(buildComponents),
    hidden: of('Hidden').flatMap(buildHidden),
    doc: context.comments.above(head.span.start),
    span,
  };
}

/** A section that is there twice is most likely the beginning of a unit whose head is missing. */
function once(context: Context, sections: readonly Cst[]): void {
  const [first, second] = sections;
  if (first === undefined || second === undefined) return;
  const place = { ...second.span, end: second.span.start + 1 };
  context.diagnostics.push(
    diagnostic('E0112', place, 'this automaton already has such a section', {
      related: [
        { span: { ...first.span, end: first.span.start + 1 }, message: 'the first one is here' },
      ],
    }),
  );
}

function missingTransitions(
  context: Context,
  heads: readonly Cst[],
  transitions: readonly Cst[],
): void {
  const [first] = transitions;
  const told = context.diagnostics.some((d) =>
    d.fixes.some((f) => f.replacement === 'transitions'),
  );
  if (first === undefined || heads.length > 0 || told) return;
  const place = { ...first.span, end: first.span.start };
  context.diagnostics.push(
    diagnostic(
      'E0112',
      { ...place, end: place.end + 1 },
      'the word transitions is missing before these',
      {
        fixes: [{ title: 'write transitions', span: place, replacement: 'transitions ' }],
      },
    ),
  );
}

function buildInvariant(context: Context, node: Cst): AstInvariant {
  const inner = only(node);
  const names = many(inner, 'name').map(nameOf);
  const of = names.at(-1);
  if (of === undefined) throw new Error('an invariant names an automaton');
  const [name] = names.slice(0, -1);
  return {
    kind: 'invariant',
    ...(name === undefined ? {} : { name }),
    of,
    condition: buildConditions(one(inner, 'Conditions')),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function buildLayer(context: Context, head: Cst, parts: readonly Cst[], span: Span): AstLayer {
  const of = (rule: string): readonly Cst[] => parts.filter((p) => p.rule === rule);
  const [over, implemented] = many(head, 'Use').map(buildUse);
  if (over === undefined || implemented === undefined)
    throw new Error('a layer names two services');
  return {
    kind: 'layer',
    name: firstName(head),
    formals: buildFormals(head),
    ...buildFormalsWhere(head),
    over,
    implements: implemented,
    header: of('Header').flatMap(buildCases),
    constants: of('Constants').flatMap(buildConstants),
    types: of('Types').flatMap(buildTypes),
    definitions: of('Let').map((d) => buildLet(context, d)),
    states: of('States').flatMap((s) => buildStates(context, s)),
    handlers: of('Handler').map((h) => buildHandler(context, h)),
    passes: of('Pass').flatMap(buildPass),
    doc: context.comments.above(head.span.start),
    span,
  };
}

function buildDerivation(context: Context, node: Cst): AstDerivation {
  const [name, from, to] = many(node, 'name').map(nameOf);
  if (name === undefined || from === undefined || to === undefined)
    throw new Error('a derivation names three');
  const steps = many(node, 'DerivationStep').map((step) => {
    const [first, ...args] = many(step, 'name').map(nameOf);
    if (first === undefined) throw new Error('a step has a name');
    return { name: first, args, span: step.span };
  });
  return {
    kind: 'derivation',
    name,
    from,
    to,
    steps,
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function buildStack(context: Context, node: Cst): AstStack {
  const [name, ...layers] = many(node, 'name').map(nameOf);
  if (name === undefined) throw new Error('a stack has a name');
  const requires = optional(node, 'Requires');
  return {
    kind: 'stack',
    name,
    layers,
    requires: requires === undefined ? [] : many(requires, 'name').map(nameOf),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}
