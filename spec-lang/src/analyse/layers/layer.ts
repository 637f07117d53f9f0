/** Layers: the services they stand between, their header and packet, their states and handlers. */
import type { AstLayer } from '../../syntax/ast.js';
import type { Layer, ServiceUse } from '../../ir/program.js';
import type { Sort, TupleSort, UnionSort } from '../../ir/sort.js';
import { findKind, type Env, type Known } from '../env.js';
import { elaborateDefinitions, elaborateTypes } from '../elaborate/declarations.js';
import { elaborateFormals, resolveActuals } from '../elaborate/formals.js';
import { elaborateStates } from '../elaborate/states.js';
import { inferAs } from '../infer/expression.js';
import { specialise } from '../../ir/rewrite-automaton.js';
import { reportTwice, resolveCases, resolveSort } from '../resolve/sorts.js';
import {
  BROKEN,
  withBound,
  withSort,
  withView,
  withoutStates,
  type ComponentView,
  type Scope,
} from '../resolve/scope.js';
import type { AstUse } from '../../syntax/ast.js';
import type { Automaton } from '../../ir/program.js';
import { layerMeaning } from '../layer-automaton.js';
import { counterOf } from '../micro/counter.js';
import { viewOfAutomaton } from '../elaborate/views.js';
import { eventsOf, type Side } from './events.js';
import { elaborateHandlers } from './handlers.js';
import type { LayerContext } from './places.js';
import { elaboratePasses } from './passes.js';
import { checkCoverage } from './coverage.js';

export function elaborateLayer(ast: AstLayer, env: Env): Known {
  const before = env.report.errorCount;
  const formals = elaborateFormals(ast.formals, env.scope, ast.where);
  const frame = elaborateFrame(ast, formals.scope, env);
  const inner = elaborateInside(ast, frame, env);
  const unit: Layer = {
    kind: 'layer',
    name: ast.name.text,
    parameters: formals.parameters,
    over: frame.over.use,
    implements: frame.implements.use,
    header: frame.header,
    packet: frame.packet,
    ...inner.parts,
    doc: ast.doc,
    span: ast.span,
    file: env.file,
  };
  const sound = env.report.errorCount === before && frame.sound;
  if (sound) checkCoverage(unit, frame.above.events, frame.below.events, ast, env.report);
  const scope = sound ? claimsScope(unit, frame, inner.scope) : inner.scope;
  return { unit, sound, scope, formals: formals.kinds };
}

/** Claims about a layer speak of the whole: `Mnak[p].next` and `Network.wire`. */
function claimsScope(unit: Layer, frame: Frame, inner: Scope): Scope {
  const services = { above: frame.above.service, below: frame.below.service };
  const machine = layerMeaning(unit, services);
  const counter = counterOf(unit, services);
  const states = [...machine.states, ...(counter ? [counter.variable] : [])];
  const components = new Map<string, ComponentView>([
    [unit.name, { index: [frame.process], view: viewOfAutomaton({ ...machine, states }) }],
    [frame.below.service.name, { index: [], view: viewOfAutomaton(frame.below.service) }],
  ]);
  const { locals } = frame.outer;
  const sorts = [...machine.sorts, ...(counter ? [counter.sort] : [])];
  const sorted = sorts.reduce(
    (s, sort) => ('name' in sort ? withSort(s, sort.name, sort) : s),
    inner,
  );
  return { ...withView(sorted, { states: new Map(), components }), locals };
}

/** What stands around the layer. */
interface Frame {
  readonly process: Sort;
  readonly header: UnionSort;
  readonly packet: TupleSort;
  readonly types: ReturnType<typeof elaborateTypes>;
  readonly over: Service;
  readonly implements: Service;
  readonly above: Side;
  readonly below: Side;
  readonly scope: Scope;
  /** Without `self`. */
  readonly outer: Scope;
  readonly sound: boolean;
}

interface Service {
  readonly use: ServiceUse;
  readonly automaton?: Automaton;
  readonly sound: boolean;
}

const NO_SIDE = (name: string): Side => ({ service: emptyService(name), events: [] });

function elaborateFrame(ast: AstLayer, outer: Scope, env: Env): Frame {
  const types = ast.formals.filter((f) => f.kind === 'typeFormal').map((f) => f.name.text);
  const [first] = types;
  const last = types.at(-1);
  if (first === undefined || last === undefined)
    env.report.add(
      'E0701',
      ast.name.span,
      `${ast.name.text} needs type parameters: the processes first, the messages above last`,
    );
  const process: Sort = { kind: 'uninterpreted', name: first ?? 'Proc' };
  const message: Sort = { kind: 'uninterpreted', name: last ?? 'Msg' };
  const upper = resolveService(ast.implements, outer, env);
  const own = elaborateTypes(ast.types, visibleSorts(upper.automaton, outer, ast));
  const header: UnionSort = {
    kind: 'union',
    name: 'Header',
    cases: resolveCases(ast.header, own.scope) ?? [],
  };
  const packet = packetSort(header, message);
  const packed = withSort(withSort(own.scope, 'Header', header), 'Packet', packet);
  const lower = resolveService(ast.over, withSort(packed, 'packet', packet), env);
  const scope = visibleSorts(lower.automaton, packed, ast);
  const side = (s: Service, use: AstUse, p?: TupleSort): Side =>
    s.automaton ? eventsOf(s.automaton, process, p, use.span, env.report) : NO_SIDE(use.name.text);
  return {
    process,
    header,
    packet,
    types: own,
    over: lower,
    implements: upper,
    above: side(upper, ast.implements),
    below: side(lower, ast.over, packet),
    scope: withBound(scope, 'self', process),
    outer,
    sound: upper.sound && lower.sound,
  };
}

function packetSort(header: UnionSort, message: Sort): TupleSort {
  return {
    kind: 'tuple',
    name: 'Packet',
    fields: [
      { name: 'header', sort: { kind: 'null', of: header } },
      { name: 'body', sort: { kind: 'null', of: message } },
    ],
  };
}

function resolveService(use: AstUse, scope: Scope, env: Env): Service {
  const lost: Service = { use: { service: use.name.text, types: [] }, sound: false };
  const known = findKind(env, use.name, ['automaton']);
  if (known === undefined) return lost;
  const { unit, formals, sound } = known;
  const actuals = resolveActuals(
    use,
    { name: unit.name, parameters: unit.parameters, kinds: formals },
    scope,
  );
  if (actuals === undefined) return lost;
  const automaton = specialise(unit, actuals.types, actuals.values);
  return { use: { service: unit.name, types: actuals.types }, automaton, sound };
}

/** The sorts that a service declares inside, unless the layer has a type of that name. */
function visibleSorts(service: Automaton | undefined, outer: Scope, ast: AstLayer): Scope {
  const own = new Set([...ast.types.map((t) => t.name.text), 'Header', 'Packet']);
  const sorts = (service?.sorts ?? []).filter(
    (s) => 'name' in s && !own.has(s.name) && !outer.sorts.has(s.name),
  );
  return sorts.reduce((s, sort) => ('name' in sort ? withSort(s, sort.name, sort) : s), outer);
}

type Parts = Pick<Layer, 'constants' | 'sorts' | 'definitions' | 'states' | 'handlers' | 'passes'>;

function elaborateInside(ast: AstLayer, frame: Frame, env: Env): { parts: Parts; scope: Scope } {
  const constants = elaborateConstants(ast, frame.scope);
  const lets = elaborateDefinitions(ast.definitions, constants.scope, env.file);
  const { states, entries } = elaborateStates(ast.states, lets.scope);
  const scope = withView(lets.scope, { states: entries, components: new Map() });
  const context: LayerContext = { layer: ast.name.text, ...frame, constants: constants.names };
  const handlers = elaborateHandlers(ast.handlers, context, scope);
  const passes = elaboratePasses(ast.passes, context, env.report);
  const { definitions } = lets;
  const parts = {
    constants: constants.list,
    sorts: frame.types.sorts,
    definitions,
    states,
    handlers,
    passes,
  };
  return { parts, scope };
}

function elaborateConstants(
  ast: AstLayer,
  outer: Scope,
): { list: Layer['constants']; names: ReadonlySet<string>; scope: Scope } {
  reportTwice(
    ast.constants.map((c) => c.name),
    'constant',
    outer,
  );
  const stateless = withoutStates(outer, 'a constant is known before the layer runs');
  let scope = outer;
  const list: Layer['constants'][number][] = [];
  for (const c of ast.constants) {
    const sort = resolveSort(c.sort, stateless);
    const value = sort && inferAs(c.value, stateless, sort);
    scope = withBound(scope, c.name.text, sort ?? BROKEN);
    if (sort !== undefined && value !== undefined) list.push({ name: c.name.text, sort, value });
  }
  return { list, names: new Set(ast.constants.map((c) => c.name.text)), scope };
}

function emptyService(name: string): Automaton {
  const span = { file: '', start: 0, end: 0 };
  const nothing = {
    sorts: [],
    definitions: [],
    signature: [],
    states: [],
    transitions: [],
    tasks: [],
  };
  return {
    kind: 'automaton',
    name,
    parameters: { types: [], values: [] },
    ...nothing,
    doc: '',
    span,
    file: '',
  };
}
