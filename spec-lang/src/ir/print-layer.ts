/** Layers as text. */
import { exprDoc } from './print-expr.js';
import type { Surface } from './print-hints.js';
import { align, concat, hardline, join, nest, type Doc } from './print-layout.js';
import {
  definitionDoc,
  docLines,
  formals,
  localsDoc,
  section,
  statesSection,
  where,
} from './print-automaton.js';
import { printSort, sortDeclaration, unionCase } from './print-sort.js';
import { stmtsDoc } from './print-stmt.js';
import type { Handler, Layer, ServiceUse, Trigger } from './program.js';
import type { Bound } from './expr.js';

export function layerDoc(l: Layer, outer: Surface): Doc {
  const message = l.parameters.types.at(-1);
  const surface = message === undefined ? outer : { ...outer, message };
  const declared = l.sorts.filter(
    (s) => !('name' in s) || (s.name !== l.header.name && s.name !== l.packet.name),
  );
  return concat(
    docLines(l.doc),
    concat(`layer ${l.name}`, formals(l.parameters, surface)),
    ` over ${use(l.over, l)} implements ${use(l.implements, l)}`,
    l.constants.length === 0 ? '' : section(constantsDoc(l, surface)),
    ...declared.map((s) => section(sortDeclaration(s))),
    l.header.cases.length === 0
      ? ''
      : section(concat('header ', align(join(l.header.cases.map(unionCase), ',', hardline)))),
    ...l.definitions.map((d) => section(definitionDoc(d, surface))),
    statesSection(l.states, undefined, surface),
    ...l.handlers.map((h) => section(handlerDoc(h, surface))),
    ...l.passes.map((p) => section(`pass ${p.from} ${p.action}`)),
  );
}

function use({ service, types }: ServiceUse, l: Layer): string {
  const args = types.map((t) =>
    'name' in t && t.name === l.packet.name ? 'packet' : printSort(t),
  );
  return args.length === 0 ? service : `${service}(${args.join(', ')})`;
}

function constantsDoc(l: Layer, surface: Surface): Doc {
  const docs = l.constants.map((c) =>
    concat(`${c.name}: ${printSort(c.sort)} := `, exprDoc(c.value, c.sort, surface)),
  );
  return concat('constants ', align(join(docs, ',', hardline)));
}

function handlerDoc(h: Handler, surface: Surface): Doc {
  const clauses: readonly Doc[] = [
    localsDoc(h.locals),
    h.eff.length === 0 ? '' : concat('eff ', align(stmtsDoc(h.eff, surface))),
  ];
  const head = concat('on ', triggerDoc(h.trigger, surface), where(h.where, surface));
  return concat(
    docLines(h.doc),
    head,
    nest(concat(...clauses.filter((c) => c !== '').map((c) => concat(hardline, c)))),
  );
}

function triggerDoc(t: Trigger, surface: Surface): Doc {
  switch (t.kind) {
    case 'above':
      return `above ${t.action}${names(t.parameters)}`;
    case 'below':
      return `below ${t.action}${names(t.parameters)}${t.header === undefined ? '' : ` with ${t.header.tag}${names(t.header.fields)}`}`;
    case 'timer':
      return concat(`timer ${t.name} every `, exprDoc(t.period, t.period.sort, surface));
    case 'start':
      return 'start';
  }
}

function names(parameters: readonly Bound[]): string {
  return parameters.length === 0 ? '' : `(${parameters.map((p) => p.name).join(', ')})`;
}
