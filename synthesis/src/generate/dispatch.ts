/** The methods of the machine that find the handler of an event. */
import type { Bound, Span, Trigger } from '@maat/spec-lang';
import type { Named } from './handler-names.js';
import type { Scribe } from './scribe.js';
import { isMessage, parametersOf, servicePacketPosition } from './services.js';
import { typeOf } from './sorts.js';

export function dispatchMethods(named: readonly Named[], scribe: Scribe): string {
  return [
    dispatch('above', named, scribe),
    dispatch('below', named, scribe),
    timers(named, scribe),
    start(named, scribe),
  ].join('\n\n');
}

type With<K extends Trigger['kind']> = Named & {
  readonly handler: { readonly trigger: { readonly kind: K } };
};

function of<K extends Trigger['kind']>(named: readonly Named[], kind: K): readonly With<K>[] {
  return named.filter((n): n is With<K> => n.handler.trigger.kind === kind);
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
