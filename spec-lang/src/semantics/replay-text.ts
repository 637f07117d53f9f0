/** In words, why a run that somebody wrote down is none. */
import type { Explanation } from './explain.js';
import type { WrongState } from './replay.js';
import { showValue } from './show.js';
import type { Step } from './value.js';

/** `show` writes a step as the reader is used to. */
export function wrongStateText(
  { at, step, obstacle, differs }: WrongState,
  show: (step: Step) => string,
): string {
  const said = differs.map(
    (d) =>
      `\n    ${d.variable} is ${showValue(d.is, d.sort)}, and the run says ${showValue(d.said, d.sort)}`,
  );
  if (at === 0) return `no initial state is like that; in the nearest${said.join('')}`;
  if (obstacle !== undefined && step !== undefined)
    return `${show(step)} is not possible here: false is ${obstacleText(obstacle)}`;
  if (step === undefined) return 'no step that could be meant is possible here';
  return `no step leads there; after ${show(step)}${said.join('')}`;
}

function obstacleText({ conjunct, text, terms }: Explanation): string {
  const name = typeof conjunct === 'object' ? conjunct.name : '';
  const values = terms.map((t) => `\n    ${t.term} = ${t.value}`);
  return `${name === '' ? '' : `${name}: `}${text}${values.join('')}`;
}
