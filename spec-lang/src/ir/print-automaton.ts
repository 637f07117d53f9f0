/** Automata and compositions as text. */
import type { Bound, Expr } from './expr.js';
import { assumptions, exprsIn, exprsOfComposition, type Parts } from './print-assumes.js';
import { exprDoc } from './print-expr.js';
import type { Surface } from './print-hints.js';
import {
  align,
  concat,
  group,
  hardline,
  join,
  line,
  nest,
  render,
  type Doc,
} from './print-layout.js';
import { bounds, grouped, printSort, sortDeclaration } from './print-sort.js';
import { chooseDoc, invocation, stmtsDoc } from './print-stmt.js';
import type {
  Action,
  Automaton,
  Composition,
  Definition,
  Guard,
  Parameters,
  StateVariable,
  Task,
  Transition,
} from './program.js';
import { BOOL } from './sort.js';

/** `parent`: the automaton that this one extends, if it is known. */
export function automatonDoc(a: Automaton, surface: Surface, parent?: Automaton): Doc {
  const own = a.extends === undefined ? a : ownParts(a, parent);
  const head = concat(
    `automaton ${a.name}`,
    formals(a.parameters, surface),
    extension(a, parent, surface),
  );
  return concat(
    docLines(a.doc),
    head,
    section(assumptions(exprsIn(own))),
    ...sections(own, surface),
  );
}

function ownParts(a: Automaton, parent: Automaton | undefined): Parts {
  const { extends: own } = a;
  const tasks = a.tasks.slice(parent?.tasks.length ?? 0);
  const initially = conjoined(conjuncts(a.initially).slice(conjuncts(parent?.initially).length));
  return { ...(own ?? a), tasks, ...(initially === undefined ? {} : { initially }) };
}

function extension(a: Automaton, parent: Automaton | undefined, surface: Surface): Doc {
  if (a.extends === undefined) return '';
  const formal = parent?.parameters.values ?? [];
  const given = a.extends.values?.map((v) => exprDoc(v, v.sort, surface));
  const args = inOrder<Doc>(
    a.extends.types.map(printSort),
    given ?? formal.map((v) => v.name),
    parent?.parameters,
  );
  const list = args.length === 0 ? '' : concat('(', join(args, ', '), ')');
  return concat(` extends ${a.extends.parent}`, list);
}

function sections(own: Parts, surface: Surface): readonly Doc[] {
  const transitions = own.transitions.map((t) => transitionDoc(t, surface));
  return [
    ...own.sorts.map((s) => section(sortDeclaration(s))),
    ...own.definitions.map((d) => section(definitionDoc(d, surface))),
    own.signature.length === 0
      ? ''
      : section(headed('signature', signatureDocs(own.signature, surface))),
    statesSection(own.states, own.initially, surface),
    transitions.length === 0 ? '' : section(headed('transitions', transitions)),
    own.tasks.length === 0 ? '' : section(tasksDoc(own.tasks, surface)),
  ];
}

export function statesSection(
  states: readonly StateVariable[],
  initially: Expr | undefined,
  surface: Surface,
): Doc {
  const narrowed =
    initially === undefined
      ? ''
      : concat(hardline, nest(concat('initially ', align(exprDoc(initially, BOOL, surface)))));
  if (states.length === 0 && initially === undefined) return '';
  return section(
    concat(headed('states', stateDocs(states, surface)), narrowed === '' ? '' : nest(narrowed)),
  );
}

export function section(doc: Doc): Doc {
  return doc === '' ? '' : nest(concat(hardline, doc));
}

function headed(word: string, items: readonly Doc[]): Doc {
  return concat(word, nest(concat(...items.map((i) => concat(hardline, i)))));
}

export function formals(parameters: Parameters, surface: Surface): Doc {
  const types = parameters.types.map((name) => ({ name, sort: 'type' }));
  const values = parameters.values.map(({ name, sort }) => ({ name, sort: printSort(sort) }));
  const all = inOrder(types, values, parameters);
  if (all.length === 0) return '';
  return concat('(', grouped(all), where(parameters.where, surface), ')');
}

/** Types and values as they were mixed: in a head, or where the unit is used. */
function inOrder<T>(
  types: readonly T[],
  values: readonly T[],
  parameters: Parameters | undefined,
): readonly T[] {
  if (parameters?.order === undefined) return [...types, ...values];
  const rest = { type: [...types], value: [...values] };
  return parameters.order.flatMap((kind) => rest[kind].splice(0, 1));
}

export function definitionDoc(d: Definition, surface: Surface): Doc {
  const parameters = d.parameters.length === 0 ? '' : `(${bounds(d.parameters)})`;
  const body = exprDoc(d.body, d.result, surface);
  return concat(
    docLines(d.doc),
    group(`let ${d.name}${parameters}: ${printSort(d.result)} =`, nest(concat(line, body))),
  );
}

/** Kinds are written on each line, aligned. */
function signatureDocs(actions: readonly Action[], surface: Surface): readonly Doc[] {
  const width = Math.max(...actions.map((a) => a.kind.length));
  return actions.map((a) =>
    concat(a.kind.padEnd(width + 1), a.name, parameterList(a.parameters), where(a.where, surface)),
  );
}

function parameterList(parameters: readonly Bound[]): string {
  return parameters.length === 0 ? '' : `(${bounds(parameters)})`;
}

export function where(condition: Expr | undefined, surface: Surface): Doc {
  if (condition === undefined) return '';
  return group(nest(concat(line, 'where ', align(exprDoc(condition, BOOL, surface)))));
}

/** Short docs beside the variable, in one column; long ones above it. */
function stateDocs(states: readonly StateVariable[], surface: Surface): readonly Doc[] {
  const lines = states.map((s, i) => {
    const declaration = concat(
      s.ghost ? 'ghost ' : '',
      `${s.name}: ${printSort(s.sort)}`,
      initialDoc(s, surface),
    );
    return concat(declaration, i === states.length - 1 ? '' : ',');
  });
  const widths = lines.map((l) => render(l).length).filter((w) => w <= WIDEST);
  const column = Math.max(0, ...widths) + 2;
  return states.map((s, i) => {
    const doc = lines[i] ?? '';
    // Already laid out: else the comment would count when the declaration is fitted to the line.
    const text = render(doc);
    const short = !s.doc.includes('\n') && s.doc.length <= WIDEST && text.length <= WIDEST;
    if (s.doc !== '' && short) return `${text.padEnd(column)}% ${s.doc}`;
    return concat(docLines(s.doc), doc);
  });
}

/** A declaration and a comment of this width stand on one line. */
const WIDEST = 56;

function initialDoc({ initial, sort }: StateVariable, surface: Surface): Doc {
  switch (initial.kind) {
    case 'any':
      return '';
    case 'value':
      return group(' :=', nest(concat(line, exprDoc(initial.value, sort, surface))));
    case 'choose':
      return concat(' := ', chooseDoc(initial, sort, surface));
  }
}

function transitionDoc(t: Transition, surface: Surface): Doc {
  const names = t.parameters.length === 0 ? '' : `(${t.parameters.map((p) => p.name).join(', ')})`;
  const named = t.case === undefined ? '' : ` case ${t.case}`;
  const head = concat(`${t.kind} ${t.action}${names}${named}`, where(t.where, surface));
  const clauses = [localsDoc(t.locals), preDoc(t.pre, surface), effDoc(t, surface)].filter(
    (c) => c !== '',
  );
  return concat(docLines(t.doc), head, nest(concat(...clauses.map((c) => concat(hardline, c)))));
}

export function localsDoc(locals: readonly Bound[]): Doc {
  return locals.length === 0 ? '' : `local ${bounds(locals)}`;
}

function preDoc(pre: readonly Guard[], surface: Surface): Doc {
  return pre.length === 0 ? '' : concat('pre ', guardsDoc(pre, surface));
}

/** One guard a line, each under its label. */
export function guardsDoc(
  guards: readonly { readonly name: string; readonly condition: Expr }[],
  surface: Surface,
): Doc {
  const docs = guards.map((g) => concat(label(g.name), align(exprDoc(g.condition, BOOL, surface))));
  return align(join(docs, ';', hardline));
}

function label(name: string): Doc {
  return name === '' ? '' : concat(`%! ${name.replace(/\s+/g, ' ')}`, hardline);
}

function effDoc(t: Transition, surface: Surface): Doc {
  if (t.eff.length === 0 && t.ensuring === undefined) return '';
  const ensuring =
    t.ensuring === undefined
      ? ''
      : concat(hardline, 'ensuring ', align(exprDoc(t.ensuring, BOOL, surface)));
  return concat('eff ', align(stmtsDoc(t.eff, surface)), ensuring);
}

function tasksDoc(tasks: readonly Task[], surface: Surface): Doc {
  const docs = tasks.map((t) => {
    const actions = t.actions.map((a) => invocation(a.name, a.args, surface));
    const forAll = t.forAll.length === 0 ? '' : ` for ${bounds(t.forAll)}`;
    return concat('{', join(actions, ', '), '}', forAll);
  });
  return concat('tasks', nest(concat(hardline, join(docs, ';', hardline))));
}

/** `parametersOf`: of the automata that the components are made of, as far as they are known. */
export function compositionDoc(
  c: Composition,
  surface: Surface,
  parametersOf: (name: string) => Parameters | undefined,
): Doc {
  const components = c.components.map((component) => {
    const index = component.index.length === 0 ? '' : `[${bounds(component.index)}]`;
    const actuals = inOrder<Doc>(
      component.types.map(printSort),
      component.values.map((v) => exprDoc(v, v.sort, surface)),
      parametersOf(component.automaton),
    );
    const args = actuals.length === 0 ? '' : concat('(', join(actuals, ', '), ')');
    return concat(
      `${component.name}${index}: ${component.automaton}`,
      args,
      where(component.where, surface),
    );
  });
  const hidden = c.hidden.map((h) =>
    concat(h.action, parameterList(h.parameters), where(h.where, surface)),
  );
  return concat(
    docLines(c.doc),
    `automaton ${c.name}`,
    formals(c.parameters, surface),
    section(assumptions(exprsOfComposition(c))),
    ...c.sorts.map((s) => section(sortDeclaration(s))),
    ...c.definitions.map((d) => section(definitionDoc(d, surface))),
    section(concat('components', nest(concat(hardline, join(components, ';', hardline))))),
    hidden.length === 0 ? '' : section(concat('hidden ', align(join(hidden, ',', hardline)))),
  );
}

export function docLines(doc: string): Doc {
  if (doc === '') return '';
  return concat(...doc.split('\n').map((l) => concat(`% ${l}`, hardline)));
}

export function conjuncts(e: Expr | undefined): readonly Expr[] {
  if (e === undefined) return [];
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjuncts) : [e];
}

function conjoined(parts: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = parts;
  return (
    first &&
    rest.reduce(
      (left, right) => ({
        kind: 'apply',
        op: 'and',
        args: [left, right],
        sort: BOOL,
        span: left.span,
      }),
      first,
    )
  );
}
