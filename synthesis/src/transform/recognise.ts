/** Takes a service apart into the normal form, or says at the place what breaks it. */
import {
  diagnostic,
  NOWHERE,
  printSort,
  withoutDefinitions,
  type Automaton,
  type Checked,
  type Diagnostic,
  type Program,
  type Sort,
  type StateVariable,
} from '@maat/spec-lang';
import { sameSort } from './access.js';
import { withoutHeadConditions } from './conditions.js';
import { groupGap } from './group.js';
import { isLog } from './logged.js';
import type { NormalForm, Shape } from './normal-form.js';
import { withoutOwnSets } from './own-sets.js';
import { withReadyGuards } from './ready-guards.js';
import { sortClauses } from './recognise-clauses.js';
import { checkHandlers } from './recognise-handlers.js';
import { keepLive } from './recognise-own.js';

/**
 * Nothing is given back where the service is not of the form; the diagnostics say why. The log is the one sequence among the globals
 * that updates append to, unless it is named.
 */
export function recognise(
  program: Program,
  service: string,
  globals: readonly string[],
  log?: string,
): Checked<NormalForm | undefined> {
  const automaton = program.units.find((u) => u.kind === 'automaton' && u.name === service);
  if (automaton?.kind !== 'automaton') {
    const found = diagnostic('E0801', NOWHERE, `there is no automaton ${service} to derive from`);
    return { value: undefined, diagnostics: [found] };
  }
  const gap = groupGap(automaton) ?? valueParameter(automaton);
  if (gap !== undefined) {
    const found = diagnostic('E0801', automaton.span, gap);
    return { value: undefined, diagnostics: [found] };
  }
  return build(program, withoutHeadConditions(withoutDefinitions(automaton)), globals, log);
}

/** A layer has types as parameters, and would not know which value its service was meant with. */
function valueParameter({ name, parameters }: Automaton): string | undefined {
  const [first] = parameters.values;
  if (first === undefined) return undefined;
  const sort = printSort(first.sort);
  return `${name} has the value parameter ${first.name}, which a derived layer cannot be given: write let ${first.name}: ${sort} = … above ${name} instead`;
}

function build(
  program: Program,
  service: Automaton,
  globals: readonly string[],
  named?: string,
): Checked<NormalForm | undefined> {
  const diagnostics: Diagnostic[] = [];
  const sorts = parameterSorts(service);
  const { service: plain, sets } = withoutOwnSets(service, globals, sorts);
  const variables = new Map(plain.states.map((v) => [v.name, v]));
  const chosen = globals.flatMap((name) => globalOf(name, service, sorts.view, diagnostics));
  const log = chosen.find((v) => v.name === named) ?? logOf(chosen, service, diagnostics);
  if (log === undefined) return { value: undefined, diagnostics };
  const values = chosen.filter((v) => v !== log);
  const shape: Shape = {
    viewSort: sorts.view,
    processSort: sorts.process,
    log: log.name,
    values: new Set(values.map((v) => v.name)),
    variables,
  };
  const ready = withReadyGuards(plain, shape);
  const clauses = sortClauses(ready, shape, diagnostics);
  const live = keepLive(ready, clauses, shape, diagnostics);
  if (live !== undefined && diagnostics.length === 0)
    checkHandlers(clauses, live, shape, diagnostics);
  if (live === undefined || diagnostics.length > 0) return { value: undefined, diagnostics };
  const entry = elementOf(log);
  return {
    value: { program, service, sets, ...sorts, log, entry, values, ...live, ...clauses, shape },
    diagnostics,
  };
}

function parameterSorts(service: Automaton): { process: Sort; view: Sort; message: Sort } {
  const named = (name: string | undefined): Sort => ({ kind: 'uninterpreted', name: name ?? '' });
  const { types } = service.parameters;
  return { process: named(types[0]), view: named(types[1]), message: named(types.at(-1)) };
}

function globalOf(
  name: string,
  service: Automaton,
  view: Sort,
  diagnostics: Diagnostic[],
): readonly StateVariable[] {
  const variable = service.states.find((v) => v.name === name);
  if (variable === undefined) {
    const known = service.states.map((v) => v.name).join(', ');
    const message = `${service.name} has no variable ${name}; it has ${known}`;
    diagnostics.push(diagnostic('E0802', service.span, message));
    return [];
  }
  const { sort } = variable;
  const perView = sort.kind === 'array' && sort.index[0] !== undefined && sort.index.length === 1;
  if (perView && sort.index.every((i) => sameSort(i, view))) return [variable];
  const message = `${name} is to be replicated, so its sort must be Array[View, T]: one value for each view`;
  diagnostics.push(diagnostic('E0802', variable.span, message));
  return [];
}

/** The log is the global that is a sequence; a second one would need a token of its own. */
function logOf(
  globals: readonly StateVariable[],
  service: Automaton,
  diagnostics: Diagnostic[],
): StateVariable | undefined {
  const logs = globals.filter((v) => isLog(v.name, service));
  if (logs.length === 1) return logs[0];
  if (diagnostics.length > 0) return undefined;
  const names = logs.map((v) => v.name).join(', ');
  const message =
    logs.length === 0
      ? 'none of the replicated variables is a log, an Array[View, Seq[T]] that updates append to; one is added where each action that changes them has one clause'
      : `one log can be replicated at a time, not ${names}`;
  diagnostics.push(diagnostic('E0803', logs[1]?.span ?? service.span, message));
  return undefined;
}

function elementOf(log: StateVariable): Sort {
  if (log.sort.kind !== 'array' || log.sort.of.kind !== 'seq') throw new Error('no log');
  return log.sort.of.of;
}
