// The strict reader of logs: every fault is refused with its line and its cause.
import { describe, expect, it } from 'vitest';
import { formatLine, readTrace } from '@maat/spec-lang';
import type { RawLog, TraceError, TraceLine } from '@maat/spec-lang';

const HEADER = formatLine({ maat: 1, process: 'a', run: 'r', service: 'EVS', stack: 'evs' });

describe('a whole log', () => {
  it('is read back as it was written', () => {
    const lines = [cast(1), { ...cast(2), witness: { clock: 3, internal: true } } as const];
    const log = readTrace('a.ndjson', HEADER + lines.map(formatLine).join('') + closing(2));
    expect((log as RawLog).lines).toEqual(lines);
    expect((log as RawLog).end).toEqual({ end: 'closed', lines: 2 });
  });

  it('may hold line separators and control characters in a payload', () => {
    const line = { ...cast(1), args: { p: 'a', m: '\u2028\n\u0000\u00ff' } };
    const log = readTrace('a.ndjson', HEADER + formatLine(line) + closing(1));
    expect((log as RawLog).lines[0]).toEqual(line);
  });
});

describe('a faulty log', () => {
  const event = formatLine(cast(1));
  const cases: readonly (readonly [string, string, string, number])[] = [
    ['an empty file', '', 'empty', 1],
    ['a file of blank lines', '\n\n', 'empty', 1],
    ['no header', event + closing(1), 'header', 1],
    ['a header without run', HEADER.replace('"run"', '"ruin"') + closing(0), 'header', 1],
    ['an unknown version', HEADER.replace(':1', ':2') + closing(0), 'version', 1],
    ['no JSON', HEADER + 'nonsense\n' + event + closing(2), 'json', 2],
    ['a list', HEADER + '[]\n' + closing(1), 'shape', 2],
    ['a blank line', HEADER + event + '\n' + closing(1), 'json', 3],
    ['a torn last line', HEADER + event + formatLine(cast(2)).slice(0, 20), 'torn', 3],
    ['a torn closing line', HEADER + event + closing(1).slice(0, 12), 'torn', 3],
    ['no closing line', HEADER + event, 'no-end', 2],
    ['a closing line and more', HEADER + event + closing(1) + formatLine(cast(2)), 'after-end', 4],
    ['a wrong count', HEADER + event + closing(2), 'count', 3],
    ['n from 2', HEADER + formatLine(cast(2)) + closing(1), 'order', 2],
    ['a line twice', HEADER + event + event + closing(2), 'order', 3],
    ['a line lost', HEADER + event + formatLine(cast(3)) + closing(2), 'order', 3],
    ['t going back', HEADER + event + formatLine({ ...cast(2), t: 0 }) + closing(2), 'time', 3],
    ['clock going back', HEADER + clocked(1, 5) + clocked(2, 4) + closing(2), 'clock', 3],
    ['an unknown field', HEADER + event.replace('"t"', '"s":1,"t"') + closing(1), 'shape', 2],
    ['no arguments', HEADER + event.replace('"args"', '"arg"') + closing(1), 'shape', 2],
  ];

  it.each(cases)('%s', (_, text, code, line) => {
    const [first] = readTrace('a.ndjson', text) as readonly TraceError[];
    expect(first).toMatchObject({ code, line, file: 'a.ndjson' });
  });

  it('has all its faults told at once', () => {
    const text = HEADER + 'x\n' + formatLine(cast(2)) + formatLine(cast(4)) + closing(9);
    const codes = (readTrace('a.ndjson', text) as readonly TraceError[]).map((e) => e.code);
    expect(codes).toEqual(['json', 'order', 'count']);
  });
});

function cast(n: number): TraceLine {
  return { n, t: n * 1.5, action: 'cast', args: { p: 'a', m: 'x' } };
}

function clocked(n: number, clock: number): string {
  return formatLine({ ...cast(n), witness: { clock } });
}

function closing(lines: number): string {
  return formatLine({ end: 'closed', lines });
}
