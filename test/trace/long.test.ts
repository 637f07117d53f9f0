// A run as long as the demonstration's is judged in seconds, by whatever method it needs.
import { expect, it } from 'vitest';
import { refineTrace } from '@maat/verifier';
import type { Method } from '@maat/verifier';
import { largeRun } from './support/large.js';
import { library } from './support/services.js';

const ETO = library('eto.ioa', 'ETO');

it.each(['witness', 'linear', 'search'] as const)(
  '2,000 casts in a group of four by %s',
  (method: Method) => {
    const witness = method === 'witness';
    const trace = largeRun({ members: 4, casts: 2000, views: 4, seed: 7, witness });
    const verdict = refineTrace(trace, ETO.automaton, { program: ETO.program, methods: [method] });
    expect(verdict).toMatchObject({
      verdict: 'holds',
      method,
      events: 10008,
      members: 4,
      views: 4,
    });
  },
  20_000,
);
