/** The logs of a running group as they would stand in files, had it been ended in good order just now. */
import { formatLine, TRACE_VERSION, type TraceEnd, type TraceHeader } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import type { RunningGroup } from './group.js';

export function logTexts(group: RunningGroup, seed: number): readonly LogText[] {
  const { stack, first } = group;
  return group.logs().map(({ process, lines, end }) => {
    const header: TraceHeader = {
      maat: TRACE_VERSION,
      process,
      run: `${stack.name}-${seed}`,
      service: stack.service,
      stack: stack.name,
      members: first,
      seed,
    };
    const last: TraceEnd = { end, lines: lines.length };
    const text = [formatLine(header), ...lines.map(formatLine), formatLine(last)].join('');
    return { file: `${process}.ndjson`, text };
  });
}
