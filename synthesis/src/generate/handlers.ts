/** Handlers as methods of the machine, and the methods that find the handler of an event. */
import type { Bound, Handler, Span, Trigger } from '@maat/spec-lang';
import type { Terms } from './expressions.js';
import { capital, key, localName } from './names.js';
import type { Scribe } from './scribe.js';
import { isMessage, parametersOf, servicePacketPosition } from './services.js';
import { defaultOf, typeOf } from './sorts.js';
import { statements } from './statements.js';

/** A handler and the name of its method. */
interface Named {
  readonly handler: Handler;
  readonly method: string;
}

export function handlerMethods(terms: Terms, ghosts: ReadonlySet<string>): string {
  const named = nameAll(terms.scribe.layer.handlers);
  return [
    ...named.map((n) => method(n, terms, ghosts)),
    dispatch('above', named, terms.scribe),
    dispatch('below', named, terms.scribe),
    timers(named, terms.scribe),
    start(named, terms.scribe),
  ].join('\n\n');
}

type With<K extends Trigger['kind']> = Named & {
  readonly handler: { readonly trigger: { readonly kind: K } };
};

function of<K extends Trigger['kind']>(named: readonly Named[], kind: K): readonly With<K>[] {
  return named.filter((n): n is With<K> => n.handler.trigger.kind === kind);
}

/** `onBelowReceive`, numbered where an event has several handlers. */
function nameAll(handlers: readonly Handler[]): readonly Named[] {
  const bases = handlers.map((h) => baseName(h.trigger));
  return handlers.map((handler, i) => {
    const base = bases[i] ?? '';
    const several = bases.filter((b) => b === base).length > 1;
    const number = bases.slice(0, i + 1).filter((b) => b === base).length;
    return { handler, method: several ? `${base}${number}` : base };
  });
}

function baseName(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'above':
      return `onAbove${capital(trigger.action)}`;
    case 'below':
      return `onBelow${capital(trigger.action)}${trigger.header === undefined ? '' : capital(trigger.header.tag)}`;
    case 'timer':
      return `onTimer${capital(trigger.name)}`;
    case 'start':
      return 'onStart';
  }
}

/** Says whether it took the event. */
function method(
  { handler, method: name }: Named,
  terms: Terms,
  ghosts: ReadonlySet<string>,
): string {
  const { scribe } = terms;
  const inner = terms.binding(...boundBy(handler));
  const locals = handler.locals.map(
    (l) =>
      `let ${localName(l.name)}${scribe.colon(typeOf(l.sort, scribe))} = ${defaultOf(l.sort, scribe)};\n`,
  );
  const where =
    handler.where === undefined ? '' : `if (!(${inner.guard(handler.where)})) return false;\n`;
  const effect = `${where}${locals.join('')}${statements(handler.eff, inner, ghosts)}\nreturn true;`;
  const fields = headerFields(handler.trigger, scribe).filter((f) => mentions(effect, f.name));
  const destructure =
    fields.length === 0
      ? ''
      : `const { ${fields.map((f) => fieldPattern(f)).join(', ')} } = header;\n`;
  const body = `${destructure}${effect}`;
  return `${comment(handler, scribe)}\n${name}(${signature(handler.trigger, body, scribe)})${scribe.colon('boolean')} {\n${body}\n}`;
}

/** A field of the header under the handler's own name for it. */
interface HeaderField extends Bound {
  readonly field: string;
}

function headerFields(trigger: Trigger, scribe?: Scribe): readonly HeaderField[] {
  if (trigger.kind !== 'below' || trigger.header === undefined) return [];
  const { tag, fields } = trigger.header;
  const declared = scribe?.layer.header.cases.find((c) => c.tag === tag)?.fields;
  return fields.map((f, i) => ({ ...f, field: declared?.[i]?.name ?? f.name }));
}

function fieldPattern(field: HeaderField): string {
  const local = localName(field.name);
  return field.field === local ? local : `${key(field.field)}: ${local}`;
}

function signature(trigger: Trigger, body: string, scribe: Scribe): string {
  if (trigger.kind !== 'above' && trigger.kind !== 'below') return '';
  const parameters = trigger.parameters.map((p) => {
    const name = localName(p.name);
    return `${mentions(body, p.name) ? name : `_${name}`}${scribe.colon(typeOf(p.sort, scribe))}`;
  });
  if (trigger.kind === 'below' && trigger.header !== undefined) {
    const name = /\bheader\b/.test(body) ? 'header' : '_header';
    parameters.push(`${name}${scribe.colon(headerCase(trigger.header.tag, scribe))}`);
  }
  return parameters.join(', ');
}

function headerCase(tag: string, scribe: Scribe): string {
  return `Extract<${typeOf(scribe.layer.header, scribe)}, { readonly tag: ${JSON.stringify(tag)} }>`;
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.$])${localName(name)}(?![\\w$])`).test(
    text.replaceAll(/"[^"]*"/g, '""'),
  );
}

function boundBy({ trigger, locals }: Handler): readonly string[] {
  const own = locals.map((l) => l.name);
  if (trigger.kind !== 'above' && trigger.kind !== 'below') return own;
  return [
    ...own,
    ...trigger.parameters.map((p) => p.name),
    ...headerFields(trigger).map((f) => f.name),
  ];
}

function comment(handler: Handler, scribe: Scribe): string {
  const { trigger, doc } = handler;
  const place = JSON.parse(scribe.place(handler.span)) as string;
  const lines = [
    `${eventText(trigger)} (${place})`,
    ...doc.split('\n').filter((line) => line.trim() !== ''),
  ];
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  return safe.length === 1
    ? `/** ${safe.join('')} */`
    : `/**\n${safe.map((line) => ` * ${line}`).join('\n')}\n */`;
}

function eventText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'above':
      return `on above ${trigger.action}(${names(trigger.parameters)})`;
    case 'below': {
      const header =
        trigger.header === undefined
          ? ''
          : ` with ${trigger.header.tag}(${names(trigger.header.fields)})`;
      return `on below ${trigger.action}(${names(trigger.parameters)})${header}`;
    }
    case 'timer':
      return `on timer ${trigger.name}`;
    case 'start':
      return 'on start';
  }
}

function names(bounds: readonly Bound[]): string {
  return bounds.map((b) => b.name).join(', ');
}

/** `above` and `below`: the first handler that takes the event, then what passes. */
function dispatch(side: 'above' | 'below', named: readonly Named[], scribe: Scribe): string {
  const handlers = of(named, side);
  const passes = scribe.layer.passes.filter((p) => p.from === side).map((p) => p.action);
  const actions = [...new Set([...handlers.map((n) => actionOf(n.handler.trigger)), ...passes])];
  const cases = actions.map((action) => {
    const mine = handlers.filter((n) => actionOf(n.handler.trigger) === action);
    const body =
      side === 'above'
        ? aboveCase(action, mine, passes.includes(action), scribe)
        : belowCase(action, mine, passes.includes(action), scribe);
    return `case ${JSON.stringify(action)}: {\n${body}\nreturn;\n}`;
  });
  const args = cases.some((c) => /\bargs\b/.test(c)) ? 'args' : '_args';
  const body =
    cases.length === 0
      ? '// Nothing comes from there.'
      : `switch (action) {\n${cases.join('\n')}\n}`;
  const action = cases.length === 0 ? '_action' : 'action';
  const types = [scribe.colon('string'), scribe.colon(scribe.useType('Args'))];
  return `${side}(${action}${types[0] ?? ''}, ${args}${types[1] ?? ''})${scribe.colon('void')} {\n${body}\n}`;
}

function actionOf(trigger: Trigger): string {
  return trigger.kind === 'above' || trigger.kind === 'below' ? trigger.action : '';
}

function aboveCase(
  action: string,
  handlers: readonly Named[],
  passes: boolean,
  scribe: Scribe,
): string {
  const span = handlers[0]?.handler.span ?? scribe.layer.span;
  const parameters = parametersOf(scribe, scribe.layer.implements, action, span);
  const calls = handlers.map((n) => `if (this.${n.method}(${positions(parameters)})) return;`);
  if (passes) calls.push(passDown(action, parameters, span, scribe));
  return `${binding(parameters, calls.join('\n'), scribe)}${calls.join('\n')}`;
}

function belowCase(
  action: string,
  handlers: readonly Named[],
  passes: boolean,
  scribe: Scribe,
): string {
  const span = handlers[0]?.handler.span ?? scribe.layer.span;
  const parameters = parametersOf(scribe, scribe.layer.over, action, span);
  const packet = servicePacketPosition(scribe, action, span);
  const calls = handlers.map(({ handler, method: name }) => {
    const tag = handler.trigger.kind === 'below' ? handler.trigger.header?.tag : undefined;
    const args = parameters.map((_, i) => (i === packet ? 'body' : `x${i}`));
    if (packet < 0) return `if (this.${name}(${args.join(', ')})) return;`;
    const test = tag === undefined ? 'header === null' : `header?.tag === ${JSON.stringify(tag)}`;
    return `if (${test} && this.${name}(${[...args, ...(tag === undefined ? [] : ['header'])].join(', ')})) return;`;
  });
  if (passes) calls.push(passUp(action, parameters.length, packet));
  const text = calls.join('\n');
  return `${binding(parameters, text, scribe, packet)}${packet < 0 ? '' : unpack(text, packet, scribe)}${text}`;
}

/** `const [x0, x1] = args as readonly [Proc, Msg];`, of which only what is used gets a name. */
function binding(parameters: readonly Bound[], text: string, scribe: Scribe, packet = -1): string {
  const used = parameters.map((_, i) => i === packet || new RegExp(`\\bx${i}\\b`).test(text));
  const last = used.lastIndexOf(true);
  if (last < 0) return '';
  const pattern = used.slice(0, last + 1).map((u, i) => (u ? `x${i}` : ''));
  const types = parameters.map((p, i) =>
    i === packet ? scribe.useType('Packet') : typeOf(p.sort, scribe),
  );
  const cast = scribe.typed ? ` as readonly [${types.join(', ')}]` : '';
  return `const [${pattern.join(', ')}] = args${cast};\n`;
}

function unpack(text: string, packet: number, scribe: Scribe): string {
  const header = typeOf(scribe.layer.header, scribe);
  const typed = scribe.typed ? ` as ${header} | null` : '';
  const lines = [];
  if (/\bheader\b/.test(text)) lines.push(`const header = x${packet}.header${typed};`);
  if (/\bbody\b/.test(text)) lines.push(`const body = x${packet}.body;`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function positions(parameters: readonly Bound[]): string {
  return parameters.map((_, i) => `x${i}`).join(', ');
}

/** What passes has no header; a message from above becomes the body. */
function passDown(
  action: string,
  parameters: readonly Bound[],
  span: Span,
  scribe: Scribe,
): string {
  const packet = servicePacketPosition(scribe, action, span);
  const args = parameters.map((p, i) =>
    i === packet && isMessage(p.sort, scribe) ? `{ header: null, body: x${i} }` : `x${i}`,
  );
  return `this.out.below(${JSON.stringify(action)}, [${args.join(', ')}]);`;
}

function passUp(action: string, count: number, packet: number): string {
  const args = Array.from({ length: count }, (_, i) => (i === packet ? 'body' : `x${i}`));
  const send = `this.out.above(${JSON.stringify(action)}, [${args.join(', ')}]);`;
  return packet < 0 ? send : `if (header === null && body !== null) ${send}`;
}

function timers(named: readonly Named[], scribe: Scribe): string {
  const handlers = of(named, 'timer');
  const timerNames = [...new Set(handlers.map((n) => timerOf(n.handler.trigger)))];
  const cases = timerNames.map((name) => {
    const calls = handlers
      .filter((n) => timerOf(n.handler.trigger) === name)
      .map((n) => `this.${n.method}()`);
    return `case ${JSON.stringify(name)}:\n${chain(calls)}\nreturn;`;
  });
  if (cases.length === 0) return `timer()${scribe.colon('void')} {\n// There is none.\n}`;
  return `timer(name${scribe.colon('string')})${scribe.colon('void')} {\nswitch (name) {\n${cases.join('\n')}\n}\n}`;
}

function timerOf(trigger: Trigger): string {
  return trigger.kind === 'timer' ? trigger.name : '';
}

function start(named: readonly Named[], scribe: Scribe): string {
  const calls = of(named, 'start').map((n) => `this.${n.method}()`);
  return `start()${scribe.colon('void')} {\n${calls.length === 0 ? '// Nothing to do.' : chain(calls)}\n}`;
}

/** One after the other until one takes the event. */
function chain(calls: readonly string[]): string {
  return calls
    .map((call, i) => (i === calls.length - 1 ? `${call};` : `if (${call}) return;`))
    .join('\n');
}
