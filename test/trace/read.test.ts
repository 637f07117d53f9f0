// Logs as events of a service: what does not belong to it, or not together, is refused at its place.
import { describe, expect, it } from 'vitest';
import { formatLine } from '@maat/spec-lang';
import type { Json, TraceEnd, TraceHeader } from '@maat/spec-lang';
import { parseTraces } from '@maat/verifier';
import type { LogText, ReadTrace } from '@maat/verifier';
import { library } from './support/services.js';

const EVS = library('evs.ioa', 'EVS').automaton;
type Event = readonly [string, { readonly [name: string]: Json }];

const VIEW: Event = ['view', { p: 'a', v: 'v1', S: ['a', 'b'] }];
const CAST: Event = ['cast', { p: 'a', m: 'x' }];

describe('logs that are a trace', () => {
  it('are read with the values of the sorts of the service', () => {
    const read = parse(log('b', []), log('a', [VIEW, CAST]));
    expect(read.ok && read.trace.map((l) => l.process)).toEqual(['a', 'b']);
    expect(read.ok && read.trace[0]?.events[0]).toMatchObject({
      file: 'a.ndjson',
      line: 2,
      step: { action: 'view', args: ['a', 'v1', { kind: 'set', elements: ['a', 'b'] }] },
    });
  });

  it('may tell internal steps that the service does not have', () => {
    const hint = { clock: 1, internal: true } as const;
    const text = lines(header('a'), [
      { n: 1, t: 0, action: 'send', args: { p: 'a' }, witness: hint },
      { n: 2, t: 0, action: 'elect', args: { p: 'a' }, witness: hint },
      { n: 3, t: 0, action: 'cast', args: CAST[1] },
    ]);
    const read = parse({ file: 'a.ndjson', text });
    expect(read.ok && read.trace[0]?.hints.length).toBe(1);
    expect(read.ok && read.trace[0]?.events.length).toBe(1);
  });
});

describe('logs of a service that extends the one asked for', () => {
  const text = log('a', [VIEW, ['block', { p: 'a' }], CAST], { service: 'SVS' });

  it('are read without what it adds', () => {
    const read = parse(text);
    expect(read.ok && read.trace[0]?.events.map((e) => e.step.action)).toEqual(['view', 'cast']);
    expect(read.ok && read.trace[0]?.events[1]?.line).toBe(4);
  });

  it('have no other action', () => {
    const read = parse(log('a', [['shout', { p: 'a' }]], { service: 'SVS' }));
    expect(read).toMatchObject({ ok: false, errors: [{ code: 'action', line: 2 }] });
    expect(parse(log('a', [['block', { p: 'a' }]]))).toMatchObject({ ok: false });
  });
});

/** A value nested deeper than a call may go. */
function nested({ file, text }: LogText): LogText {
  return { file, text: text.replace('"NESTED"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`) };
}

describe('logs that are none', () => {
  const cases: readonly (readonly [string, readonly LogText[], string, string, number])[] = [
    ['no logs', [], 'empty', '', 1],
    ['no events', [log('a', []), log('b', [])], 'no-events', 'a.ndjson', 1],
    ['another action', [log('a', [CAST, ['shout', { p: 'a' }]])], 'action', 'a.ndjson', 3],
    ['a missing argument', [log('a', [['cast', { p: 'a' }]])], 'args', 'a.ndjson', 2],
    ['one too many', [log('a', [['cast', { p: 'a', m: 'x', k: 1 }]])], 'args', 'a.ndjson', 2],
    ['a wrong sort', [log('a', [['view', { p: 'a', v: 'v1', S: 'a' }]])], 'args', 'a.ndjson', 2],
    [
      'a value without end',
      [nested(log('a', [['view', { p: 'a', v: 'v1', S: 'NESTED' }]]))],
      'args',
      'a.ndjson',
      2,
    ],
    ['a forged process', [log('a', [CAST]), log('b', [CAST])], 'forged', 'b.ndjson', 2],
    ['a process twice', [log('a', [CAST]), log('a', [CAST], {}, 'c')], 'duplicate', 'c.ndjson', 1],
    [
      'two runs',
      [log('a', [CAST]), log('b', []), log('c', [], { run: 's' })],
      'mixed',
      'c.ndjson',
      1,
    ],
    [
      'two stacks',
      [log('a', [CAST]), log('b', [], { stack: 't' }), log('c', [])],
      'mixed',
      'b.ndjson',
      1,
    ],
  ];

  it.each(cases)('%s', (_, texts, code, file, line) => {
    const read = parse(...texts);
    expect(read).toMatchObject({ ok: false, errors: [{ code, file, line }] });
  });

  it('have the faults of all files told at once', () => {
    const torn = { file: 'b.ndjson', text: log('b', []).text.slice(0, -5) };
    const read = parse(log('a', [['shout', {}]]), torn);
    expect(!read.ok && read.errors.map((e) => e.code)).toEqual(['torn', 'action']);
  });
});

function parse(...texts: readonly LogText[]): ReadTrace {
  return parseTraces(texts, EVS);
}

function header(process: string): TraceHeader {
  return { maat: 1, process, run: 'r', service: 'EVS', stack: 'evs' };
}

function log(
  process: string,
  events: readonly Event[],
  changed: Partial<TraceHeader> = {},
  name = process,
): LogText {
  const body = events.map(([action, args], i) => ({ n: i + 1, t: i, action, args }));
  return { file: `${name}.ndjson`, text: lines({ ...header(process), ...changed }, body) };
}

function lines(head: TraceHeader, body: readonly Parameters<typeof formatLine>[0][]): string {
  const end: TraceEnd = { end: 'closed', lines: body.length };
  return [head, ...body, end].map(formatLine).join('');
}
