// Logs as a person writes them: `put 1; stored`, without the process, for each process.
import { formatLine, valueFromJson } from '@maat/spec-lang';
import type { Automaton, Json } from '@maat/spec-lang';
import { parseTraces } from '@maat/verifier';
import type { Trace } from '@maat/verifier';

export function byHand(automaton: Automaton, logs: Readonly<Record<string, string>>): Trace {
  const texts = Object.entries(logs).map(([process, events]) => {
    const header = { maat: 1, process, run: 'r', service: automaton.name, stack: 's' } as const;
    const lines = events
      .split(';')
      .map((text, i) => lineOf(automaton, process, text.trim(), i + 1));
    const end = { end: 'closed', lines: lines.length } as const;
    return { file: `${process}.ndjson`, text: [header, ...lines, end].map(formatLine).join('') };
  });
  const read = parseTraces(texts, automaton);
  if (!read.ok) throw new Error(read.errors.map((e) => e.message).join('\n'));
  return read.trace;
}

function lineOf(
  automaton: Automaton,
  process: string,
  text: string,
  n: number,
): Parameters<typeof formatLine>[0] {
  const [action = '', ...given] = text.split(' ');
  const parameters = automaton.signature.find((a) => a.name === action)?.parameters ?? [];
  const args: Record<string, Json> = {};
  parameters.forEach(({ name, sort }, i) => {
    const word = [process, ...given][i] ?? '';
    const json = word === 'nil' ? null : word;
    const isText = valueFromJson(json, sort).ok;
    args[name] = isText ? json : (JSON.parse(word) as Json);
  });
  return { n, t: n, action, args };
}
