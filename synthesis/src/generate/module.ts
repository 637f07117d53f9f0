/** The module of a layer: types, schemas, definitions, the machine and what describes it. */
import type { Definition, Initial, Layer, Sort, StateVariable } from '@maat/spec-lang';
import { Terms } from './expressions.js';
import { handlerMethods } from './handlers.js';
import { key, localName, memberName, typeName } from './names.js';
import type { Scribe } from './scribe.js';
import { NotGenerable } from './scribe.js';
import { serviceText } from './services.js';
import {
  defaultOf,
  fieldSchemas,
  schemaDeclarations,
  schemaOf,
  typeDeclarations,
  typeOf,
} from './sorts.js';

export function moduleText(scribe: Scribe): string {
  const { layer } = scribe;
  const ghosts = new Set(layer.states.filter((s) => s.ghost).map((s) => s.name));
  const states = layer.states.filter((s) => !s.ghost);
  const constants = constantsOf(layer);
  const fields = new Set(['self', ...constants.map((c) => c.name)]);
  const terms = new Terms(scribe, { fields });
  const machine = machineText(terms, states, constants, handlerMethods(terms, ghosts));
  const description = descriptionText(scribe, states, constants);
  const definitions = definitionsText(scribe);
  const code = [schemaDeclarations(scribe), description, machine, definitions]
    .filter((p) => p !== '')
    .join('\n\n');
  const types = scribe.typed ? usedTypes(scribe, code) : '';
  const body = types === '' ? code : `${types}\n\n${code}`;
  return `${headText(scribe)}\n${importText(scribe, body)}\n\n${body}\n`;
}

/** Comparing terms leaves types and imports behind that the text does not need. */
function usedTypes(scribe: Scribe, code: string): string {
  const declared = typeDeclarations(scribe);
  const kept = new Set<string>();
  for (let text = code, before = -1; kept.size !== before;) {
    before = kept.size;
    for (const [name] of declared) if (mentions(text, typeName(name))) kept.add(name);
    text = [code, ...[...kept].map((name) => declared.get(name) ?? '')].join('\n');
  }
  return [...declared].flatMap(([name, text]) => (kept.has(name) ? [text] : [])).join('\n');
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.'"])${name}\\b`).test(text);
}

interface Constant {
  readonly name: string;
  readonly sort: Sort;
  /** Its default, as text. */
  readonly value: (scribe: Scribe) => string;
}

/** Value parameters are constants without a default of their own. */
function constantsOf(layer: Layer): readonly Constant[] {
  return [
    ...layer.parameters.values.map((p): Constant => ({
      ...p,
      value: (scribe) => defaultOf(p.sort, scribe),
    })),
    ...layer.constants.map((c): Constant => ({
      name: c.name,
      sort: c.sort,
      value: (scribe) => new Terms(scribe, { fields: new Set() }).read(c.value),
    })),
  ];
}

function headText({ layer }: Scribe): string {
  const file = layer.file.split('/').at(-1) ?? '';
  return `// generated from ${file === '' ? layer.name : file}; do not edit`;
}

function importText(scribe: Scribe, body: string): string {
  const values = [...scribe.values].filter((name) => mentions(body, name));
  const types = [...scribe.types].filter(
    (t) => scribe.typed && !values.includes(t) && mentions(body, t),
  );
  const names = [...values.sort(), ...types.sort().map((t) => `type ${t}`)];
  return `import { ${names.join(', ')} } from ${JSON.stringify(scribe.supportPath)};`;
}

function descriptionText(
  scribe: Scribe,
  states: readonly StateVariable[],
  constants: readonly Constant[],
): string {
  const { layer } = scribe;
  const entries = [
    `name: ${JSON.stringify(layer.name)}`,
    `over: ${serviceText(layer.over, scribe)}`,
    `implements: ${serviceText(layer.implements, scribe)}`,
    `constants: [${constants.map((c) => `{ name: ${JSON.stringify(c.name)}, sort: ${schemaOf(c.sort, scribe)}, value: ${c.value(scribe)} }`).join(', ')}]`,
    `message: ${JSON.stringify(scribe.message)}`,
    `packet: ${packetText(scribe)}`,
    `states: [${states.map((s) => `{ name: ${JSON.stringify(s.name)}, sort: ${schemaOf(s.sort, scribe)} }`).join(', ')}]`,
    `timers: [${timersText(scribe, constants)}]`,
    `create: (self, constants, out) => new ${layer.name}Machine(self, constants, out)`,
  ];
  return `export const ${layer.name}${scribe.colon(scribe.useType('LayerModule'))} = { ${entries.join(',\n')} };`;
}

function packetText(scribe: Scribe): string {
  const { packet } = scribe.layer;
  return `${scribe.use('schema')}.tuple(${JSON.stringify(packet.name)}, ${fieldSchemas(packet.fields, scribe)})`;
}

function timersText(scribe: Scribe, constants: readonly Constant[]): string {
  const constant = (name: string, sort: Sort): string =>
    scribe.cast(`constants[${JSON.stringify(name)}]`, typeOf(sort, scribe));
  const terms = new Terms(scribe, { fields: new Set(constants.map((c) => c.name)), constant });
  const seen = new Set<string>();
  return scribe.layer.handlers
    .flatMap(({ trigger }) => {
      if (trigger.kind !== 'timer' || seen.has(trigger.name)) return [];
      seen.add(trigger.name);
      const period = terms.read(trigger.period);
      const parameter = /\bconstants\b/.test(period) ? 'constants' : '';
      return [`{ name: ${JSON.stringify(trigger.name)}, period: (${parameter}) => ${period} }`];
    })
    .join(', ');
}

function machineText(
  terms: Terms,
  states: readonly StateVariable[],
  constants: readonly Constant[],
  handlers: string,
): string {
  const { scribe } = terms;
  const { layer } = scribe;
  const field = (name: string, type: string, readonly = ''): string =>
    `${scribe.typed ? readonly : ''}${name}${scribe.colon(type)};`;
  const self = layer.parameters.types[0] ?? 'string';
  const selfType = typeOf({ kind: 'uninterpreted', name: self }, scribe);
  const fields = [
    field('self', selfType, 'readonly '),
    ...constants.map((c) => field(memberName(c.name), typeOf(c.sort, scribe), 'readonly ')),
    field('out', scribe.useType('Sink'), 'readonly '),
    ...states.map((s) => `${docText(s.doc)}${field(memberName(s.name), typeOf(s.sort, scribe))}`),
  ];
  const given = constants.map((c) => {
    const value = `constants[${JSON.stringify(c.name)}]${scribe.typed ? ` as ${typeOf(c.sort, scribe)}` : ''}`;
    return `this.${memberName(c.name)} = ${value};`;
  });
  const initial = states.map(
    (s) => `this.${memberName(s.name)} = ${initialText(s.initial, s, terms)};`,
  );
  const parameter = constants.length === 0 ? '_constants' : 'constants';
  const parameters = `self${scribe.colon(selfType)}, ${parameter}${scribe.colon(scribe.useType('Constants'))}, out${scribe.colon('Sink')}`;
  const snapshot = states.map((s) => `${key(s.name)}: this.${memberName(s.name)}`).join(', ');
  const heritage = scribe.typed ? ` implements ${scribe.useType('LayerMachine')}` : '';
  return `class ${layer.name}Machine${heritage} {
${fields.join('\n')}

constructor(${parameters}) {
this.self = self;
${given.join('\n')}
this.out = out;
${initial.join('\n')}
}

${handlers}

snapshot()${scribe.colon('Readonly<Record<string, unknown>>')} {
return { ${snapshot} };
}
}`;
}

function docText(doc: string): string {
  const text = doc
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('*/', '* /');
  return text === '' ? '' : `/** ${text} */\n`;
}

function initialText(initial: Initial, state: StateVariable, terms: Terms): string {
  if (initial.kind === 'value') return terms.owned(initial.value);
  if (initial.kind === 'choose' && initial.where !== undefined) {
    throw new NotGenerable(`${state.name} has no single initial value`, state.span);
  }
  return defaultOf(state.sort, terms.scribe);
}

/** The definitions that are called, and those that they call. */
function definitionsText(scribe: Scribe): string {
  const texts = new Map<string, string>();
  for (let more = true; more;) {
    more = false;
    for (const name of [...scribe.called]) {
      if (texts.has(name)) continue;
      texts.set(name, definitionText(definitionOf(name, scribe), scribe));
      more = true;
    }
  }
  return [...texts.values()].join('\n\n');
}

function definitionText(definition: Definition, scribe: Scribe): string {
  const terms = new Terms(scribe, { fields: new Set() });
  const parameters = definition.parameters
    .map((p) => `${localName(p.name)}${scribe.colon(typeOf(p.sort, scribe))}`)
    .join(', ');
  const result = scribe.colon(typeOf(definition.result, scribe));
  return `${docText(definition.doc)}function ${localName(definition.name)}(${parameters})${result} {\nreturn ${terms.read(definition.body)};\n}`;
}

function definitionOf(name: string, scribe: Scribe): Definition {
  const inUnits = scribe.program.units.flatMap((u) => ('definitions' in u ? u.definitions : []));
  const all = [...scribe.layer.definitions, ...scribe.program.definitions, ...inUnits];
  const found = all.find((d) => d.name === name);
  if (found === undefined)
    throw new NotGenerable(`there is no definition ${name}`, scribe.layer.span);
  return found;
}
