/** The module of a layer: types, schemas, definitions, the machine and what describes it. */
import type { Definition, Sort, StateVariable } from '@maat/spec-lang';
import { constantsOf, type Constant } from './constants.js';
import { Terms } from './expressions.js';
import { docText, machineText } from './machine.js';
import { handlerMethods } from './handlers.js';
import { localName, typeName } from './names.js';
import type { Scribe } from './scribe.js';
import { NotGenerable } from './scribe.js';
import { serviceText } from './services.js';
import { fieldSchemas, schemaDeclarations, schemaOf } from './schemas.js';
import { typeDeclarations, typeOf } from './sorts.js';

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
  if (!scribe.typed) return factoryText(scribe, code);
  const types = usedTypes(scribe, code);
  const body = types === '' ? code : `${types}\n\n${code}`;
  return `${headText(scribe)}\n${importText(scribe, body)}\n\n${body}\n`;
}

/** What is to run at once is given its support by whoever runs it, so that both have the same. */
function factoryText(scribe: Scribe, code: string): string {
  const names = [...scribe.values].filter((name) => mentions(code, name)).sort();
  return `${headText(scribe)}\nexport function make({ ${names.join(', ')} }) {\n${code}\n\nreturn layer;\n}\n`;
}

/** From where the modules in `generated/` import their support. */
const SUPPORT = '../../src/support/index.js';

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

function headText({ layer }: Scribe): string {
  const file = layer.file.split('/').at(-1) ?? '';
  return `// generated from ${file === '' ? layer.name : file}; do not edit`;
}

function importText(scribe: Scribe, body: string): string {
  const values = [...scribe.values].filter((name) => mentions(body, name));
  const types = [...scribe.types].filter((t) => !values.includes(t) && mentions(body, t));
  const names = [...values.sort(), ...types.sort().map((t) => `type ${t}`)];
  return `import { ${names.join(', ')} } from ${JSON.stringify(SUPPORT)};`;
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
    ...(scribe.values.has('pieces') ? ['cuts: true'] : []),
    `create: (self, constants, out) => new ${layer.name}Machine(self, constants, out)`,
  ];
  const constant = scribe.typed
    ? `export const ${layer.name}: ${scribe.useType('LayerModule')}`
    : 'const layer';
  return `${constant} = { ${entries.join(',\n')} };`;
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
