// Where the clocks are true their order decides, unless the service may have done something that nobody saw.
import { describe, expect, it } from 'vitest';
import { refineTrace, type Trace, type TraceVerdict } from '@maat/verifier';
import { byHand } from './support/by-hand.js';
import { service, type Service } from './support/services.js';

/** What is seen was put before. */
const POST = service(
  `
automaton Post(Proc: type)
  signature
    input  put(p: Proc)
    output seen(p: Proc)
  states
    count: Nat := 0
  transitions
    input put(p)
      eff count := count + 1
    output seen(p)
      pre %! Put Before
          count > 0
`,
  'Post',
);

const HIDDEN = service(
  `
automaton Hidden(Proc: type)
  signature
    input    put(p: Proc)
    internal bring(p: Proc)
    output   seen(p: Proc)
  states
    count: Nat := 0,
    ready: Bool := false
  transitions
    input put(p)
      eff count := count + 1
    internal bring(p)
      pre count > 0
      eff ready := true
    output seen(p)
      pre ready
`,
  'Hidden',
);

const LOGS = { a: 'put', b: 'seen' };

describe('what was seen by the clock before it was put', () => {
  it('may have been put before, as far as one knows', () => {
    expect(judge(POST, { b: 1, a: 2 })).toMatchObject({ verdict: 'holds', method: 'search' });
  });

  it('is refuted where the clocks are true, by the event and its reason', () => {
    const verdict = judge(POST, { b: 1, a: 2 }, true);
    const reason = 'seen(b) violates Put Before: count > 0 is false, where count = 0';
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      method: 'witness',
      event: 'seen(b)',
      reason,
    });
    expect(judge(POST, { a: 1, b: 2 }, true)).toMatchObject({ verdict: 'holds' });
  });

  it('is searched for where the service has internal steps, whose place no clock tells', () => {
    expect(judge(HIDDEN, { b: 1, a: 2 }, true)).toMatchObject({ verdict: 'holds' });
  });
});

function judge(
  { automaton, program }: Service,
  clocks: Readonly<Record<string, number>>,
  areClocksTrue = false,
): TraceVerdict {
  const trace: Trace = byHand(automaton, LOGS).map((log) => ({
    ...log,
    events: log.events.map((e) => ({ ...e, clock: clocks[e.process] ?? 0 })),
  }));
  return refineTrace(trace, automaton, { program, areClocksTrue });
}
