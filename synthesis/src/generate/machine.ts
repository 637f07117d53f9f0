/** The machine: a class whose fields are the layer's state. */
import type { Initial, StateVariable } from '@maat/spec-lang';
import type { Constant } from './constants.js';
import { key, memberName } from './names.js';
import { NotGenerable, type Scribe } from './scribe.js';
import { defaultOf, typeOf } from './sorts.js';
import type { TermWriter } from './term-writer.js';

export function machineText(
  terms: TermWriter,
  states: readonly StateVariable[],
  constants: readonly Constant[],
  handlers: string,
): string {
  const { scribe } = terms;
  const heritage = scribe.typed ? ` implements ${scribe.useType('LayerMachine')}` : '';
  const snapshot = states.map((s) => `${key(s.name)}: this.${memberName(s.name)}`).join(', ');
  return `class ${scribe.layer.name}Machine${heritage} {
${fields(scribe, states, constants)}

${constructorText(terms, states, constants)}

${handlers}

snapshot()${scribe.colon('Readonly<Record<string, unknown>>')} {
return { ${snapshot} };
}
}`;
}

function fields(
  scribe: Scribe,
  states: readonly StateVariable[],
  constants: readonly Constant[],
): string {
  const fixed = (name: string, type: string): string =>
    `${scribe.typed ? 'readonly ' : ''}${name}${scribe.colon(type)};`;
  return [
    fixed('self', selfType(scribe)),
    ...constants.map((c) => fixed(memberName(c.name), typeOf(c.sort, scribe))),
    fixed('out', scribe.useType('Sink')),
    ...states.map((s) => scribe.mark(s.span, fieldText(s, scribe))),
  ].join('\n');
}

function fieldText(s: StateVariable, scribe: Scribe): string {
  return `${docText(s.doc)}${memberName(s.name)}${scribe.colon(typeOf(s.sort, scribe))};`;
}

function constructorText(
  terms: TermWriter,
  states: readonly StateVariable[],
  constants: readonly Constant[],
): string {
  const { scribe } = terms;
  const given = constants.map((c) => {
    const type = scribe.typed ? ` as ${typeOf(c.sort, scribe)}` : '';
    return `this.${memberName(c.name)} = constants[${JSON.stringify(c.name)}]${type};`;
  });
  const initial = states.map((s) =>
    scribe.mark(s.span, `this.${memberName(s.name)} = ${initialText(s.initial, s, terms)};`),
  );
  const parameters = [
    `self${scribe.colon(selfType(scribe))}`,
    `${constants.length === 0 ? '_constants' : 'constants'}${scribe.colon(scribe.useType('Constants'))}`,
    `out${scribe.colon(scribe.useType('Sink'))}`,
  ];
  const body = ['this.self = self;', ...given, 'this.out = out;', ...initial];
  return `constructor(${parameters.join(', ')}) {\n${body.join('\n')}\n}`;
}

function selfType(scribe: Scribe): string {
  return typeOf({ kind: 'uninterpreted', name: scribe.layer.parameters.types[0] ?? '' }, scribe);
}

export function docText(doc: string): string {
  const text = doc
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('*/', '* /');
  return text === '' ? '' : `/** ${text} */\n`;
}

function initialText(initial: Initial, state: StateVariable, terms: TermWriter): string {
  if (initial.kind === 'value') return terms.owned(initial.value);
  if (initial.kind === 'choose' && initial.where !== undefined) {
    throw new NotGenerable(`${state.name} has no single initial value`, state.span);
  }
  return defaultOf(state.sort, terms.scribe);
}
