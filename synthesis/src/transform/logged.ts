/**
 * A service that keeps values but no log of its updates is given one: history variables (Abadi and Lamport 1991) in an extension,
 * which changes nothing of the service, so that its refinement comes with the discipline of `extends`.
 */
import {
  innerStmts,
  printExpr,
  printSort,
  type Automaton,
  type Program,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';
import { elaborate, type Bench, type Elaborated } from './elaborate.js';
import { groupGap, isGroupAction } from './group.js';
import { entryFields, type EntryPart } from './logged-fields.js';
import { unused } from './names.js';
import type { Shape } from './normal-form.js';
import { assignsAny } from './recognise-own.js';
import { comment } from './text.js';

export interface Logged extends Elaborated {
  readonly file: string;
  readonly automaton: string;
  readonly log: string;
  /** The log, and the values that were to be replicated. */
  readonly globals: readonly string[];
}

/** The variables are appended to and nothing else: what a log is. */
export function isLog(name: string, service: Automaton): boolean {
  const variable = service.states.find((v) => v.name === name);
  if (variable?.sort.kind !== 'array' || variable.sort.of.kind !== 'seq') return false;
  return service.transitions.every((t) => onlyAppends(t.eff, name));
}

function onlyAppends(stmts: readonly Stmt[], name: string): boolean {
  return stmts.every((s) => {
    if (s.kind === 'choose') return s.target.name !== name;
    if (s.kind !== 'assign') return onlyAppends(innerStmts(s), name);
    const { target, value } = s;
    return target.name !== name || (value.kind === 'apply' && value.op === 'append');
  });
}

/** All are values for each view, and none is a log. */
export function lacksLog(service: Automaton, globals: readonly string[]): boolean {
  return areValues(service, globals) && globals.every((g) => !isLog(g, service));
}

/** All are values for each view, of a service that can be extended. */
export function areValues(service: Automaton, globals: readonly string[]): boolean {
  const view = service.parameters.types[1];
  const isValue = (name: string): boolean => {
    const sort = service.states.find((v) => v.name === name)?.sort;
    const [index, more] = sort?.kind === 'array' ? sort.index : [];
    return index?.kind === 'uninterpreted' && index.name === view && more === undefined;
  };
  if (groupGap(service) !== undefined || service.parameters.values.length > 0) return false;
  return globals.length > 0 && globals.every(isValue);
}

/** Nothing where there is no update, or one has several clauses: then the user has to say which entries there are. */
export function logged(
  { units }: Program,
  service: Automaton,
  globals: readonly string[],
  imports: string,
  bench: Bench,
): Logged | undefined {
  const isGlobal = (name: string): boolean => globals.includes(name);
  const changes = service.transitions.filter((t) => t.eff.some((s) => assignsAny(s, isGlobal)));
  const updates = changes.filter((t) => t.kind !== 'input' && !isGroupAction(t.action));
  if (updates.length === 0 || !updates.every((t) => isOnly(t, service))) return undefined;
  const taken = takenBy(
    service,
    units.map((u) => u.name),
  );
  const names: LogNames = {
    automaton: unused(`${service.name}Logged`, taken),
    entry: unused(`${service.name}Update`, taken),
    log: unused('log', taken),
    seen: unused('seen', taken),
    learn: unused('learn', taken),
    tag: (action) => unused(`${action}Done`, taken),
  };
  const shape = shapeOf(service, globals, names.log);
  const parts = agreeing(updates.map((t) => ({ t, fields: entryFields(t, shape) })));
  const made = elaborate(bench, FILE, `${imports}\n\n${textOf(service, parts, names)}`);
  return {
    ...made,
    file: FILE,
    automaton: names.automaton,
    log: names.log,
    globals: [names.log, ...globals],
  };
}

const FILE = '0-logged.ioa';

interface LogNames {
  readonly automaton: string;
  readonly entry: string;
  readonly log: string;
  readonly seen: string;
  readonly learn: string;
  readonly tag: (action: string) => string;
}

interface Logs {
  readonly t: Transition;
  readonly fields: readonly EntryPart[];
}

/** In the cases of one union a name has one sort. */
function agreeing(logs: readonly Logs[]): readonly Logs[] {
  const sorts = new Map([['by', '']]);
  return logs.map(({ t, fields }) => {
    const here = new Set<string>();
    const renamed = fields.map(({ name, value }): EntryPart => {
      const sort = printSort(value.sort);
      const isFree = (n: string): boolean => !here.has(n) && (sorts.get(n) ?? sort) === sort;
      let found = name;
      for (let k = 2; !isFree(found); k++) found = `${name}${k}`;
      here.add(found);
      sorts.set(found, sort);
      return { name: found, value };
    });
    return { t, fields: renamed };
  });
}

function isOnly(t: Transition, service: Automaton): boolean {
  return service.transitions.every((other) => other === t || other.action !== t.action);
}

function takenBy(service: Automaton, units: readonly string[]): ReadonlySet<string> {
  const { signature, states, sorts, parameters } = service;
  return new Set([
    ...units,
    ...[...signature, ...states].map((x) => x.name),
    ...sorts.flatMap((x) => ('name' in x ? [x.name] : [])),
    ...sorts.flatMap((x) => (x.kind === 'union' ? x.cases.map((c) => c.tag) : [])),
    ...parameters.types,
  ]);
}

function shapeOf(service: Automaton, globals: readonly string[], log: string): Shape {
  const [process = '', view = ''] = service.parameters.types;
  return {
    processSort: { kind: 'uninterpreted', name: process },
    viewSort: { kind: 'uninterpreted', name: view },
    log,
    values: new Set(globals),
    variables: new Map(service.states.map((v) => [v.name, v])),
  };
}

function textOf(service: Automaton, logs: readonly Logs[], names: LogNames): string {
  const { types } = service.parameters;
  const [proc = '', view = ''] = types;
  const { entry, log, seen, learn } = names;
  const doc = `${service.name} with a log of its updates, and how far each process has followed it: history that nothing of ${service.name} reads.`;
  return [
    comment(doc),
    `automaton ${names.automaton}(${types.join(', ')}: type) extends ${service.name}(${types.join(', ')})`,
    `  type ${entry} = union of ${logs.map((l) => caseText(l, names, proc)).join(', ')}`,
    '  signature',
    `    internal ${learn}(p: ${proc})`,
    '  states',
    `    ${log}: Array[${view}, Seq[${entry}]] := constant({}),`,
    `    ${seen}: Array[${view}, ${proc}, Nat] := constant(0)`,
    '  transitions',
    ...logs.map((l) => appendText(l, names)),
    `    internal ${learn}(p)`,
    `      pre cur[p] ~= nil; ~(p \\in left); ${seen}[cur[p].val, p] < len(${log}[cur[p].val])`,
    `      eff ${seen}[cur[p].val, p] := ${seen}[cur[p].val, p] + 1`,
  ].join('\n');
}

function caseText({ t, fields }: Logs, names: LogNames, proc: string): string {
  const own = fields.map((f) => `${f.name}: ${printSort(f.value.sort)}`);
  return `${names.tag(t.action)}(${[`by: ${proc}`, ...own].join(', ')})`;
}

function appendText({ t, fields }: Logs, names: LogNames): string {
  const p = t.parameters[0]?.name ?? 'p';
  const cell = `${names.log}[cur[${p}].val]`;
  const args = [p, ...fields.map((f) => printExpr(f.value))].join(', ');
  const heads = t.parameters.map((b) => b.name).join(', ');
  return [
    `    ${t.kind} ${t.action}(${heads})`,
    `      eff ${cell} := ${cell} |- ${names.tag(t.action)}(${args})`,
  ].join('\n');
}
