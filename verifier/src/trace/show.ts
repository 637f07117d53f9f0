/** Steps as a reader writes them, with long arguments cut short. */
import { showValue } from '@maat/spec-lang';
import type { Automaton, Sort, Step, Value } from '@maat/spec-lang';

const LONGEST = 40;

/** `from` leaves out the first arguments. */
export type ShowStep = (step: Step, from?: number) => string;

export function stepShower(service: Automaton): ShowStep {
  const sorts = new Map(service.signature.map((a) => [a.name, a.parameters.map((p) => p.sort)]));
  return (step, from = 0) => {
    const args = step.args.map((value, i) => showArgument(value, sorts.get(step.action)?.[i]));
    return `${step.action}(${args.slice(from).join(', ')})`;
  };
}

function showArgument(value: Value, sort: Sort | undefined): string {
  if (sort === undefined) return '?';
  const text =
    typeof value === 'string' && sort.kind === 'uninterpreted'
      ? printable(value)
      : showValue(value, sort);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Names stand as they are; payload bytes are quoted. */
function printable(text: string): string {
  return /^[\w.:#@/+-]+$/.test(text) ? text : JSON.stringify(text);
}
