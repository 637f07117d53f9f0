// A judged derivation for people: what was looked at in each step, what was found, what is open.
import { looksOf, stepVerdict, type Judged, type JudgedStep, type Looked } from '@maat/verifier';
import type { Colours } from '../session.js';
import { refinementText } from '../output/refinement-text.js';
import { table } from '../output/table.js';
import type { Verdict } from '../outcome.js';

export function mark(colours: Colours, verdict: Verdict): string {
  if (verdict === 'holds') return colours.green('✓');
  return verdict === 'unknown' ? colours.yellow('?') : colours.red('✗');
}

/** A line for each scope: `explored` is said only of one that came to its end. */
export function scopesText(judged: readonly JudgedStep[]): string {
  const rows = judged.flatMap((step) =>
    looksOf(step).map((looked, i) => [i === 0 ? step.name : '', ...lookedCells(looked)]),
  );
  return table(
    [['step', 'evidence', 'distinct', 'generated', 'depth', 'scope'], ...rows],
    ['left', 'left', 'right', 'right', 'right', 'left'],
  );
}

/** The word for what was done, and its extent. */
export function wordOf({ result }: Looked): string {
  if (result.verdict === 'refuted') return 'refuted';
  return result.complete ? 'explored' : 'simulated';
}

function lookedCells(looked: Looked): readonly string[] {
  const { result, scope } = looked;
  const walked = result.mode === 'simulated';
  const cut =
    result.bound === undefined
      ? ''
      : result.bound === 'limit'
        ? ', cut at --limit'
        : ', cut at --depth';
  return [
    wordOf(looked),
    walked ? '–' : `${result.distinct}`,
    `${result.generated}`,
    `${result.depth}`,
    `${scope}${walked ? ', random runs' : cut}`,
  ];
}

export function obligationsText(judged: readonly JudgedStep[]): string {
  const words: readonly Judged['how'][] = ['explored', 'simulated', 'refuted', 'unknown'];
  const body = judged
    .filter((step) => step.obligations.length > 0)
    .map((step) => [
      step.name,
      `${step.obligations.length}`,
      ...words.map((how) => `${step.obligations.filter((o) => o.how === how).length}`),
    ]);
  return table(
    [['step', 'obligations', ...words], ...body],
    ['left', 'right', 'right', 'right', 'right', 'right'],
  );
}

export function failureText(step: JudgedStep): string {
  const { failed, abstract } = step;
  const failure = failed?.result.failure;
  if (failed === undefined || failure === undefined) return '';
  const text = refinementText(failed.concrete, failed.abstract, failure, []);
  return `${step.name} does not refine ${abstract.name}, scope ${failed.scope}:\n${text}`;
}

const SHOWN = 30;

/** Obligations that are not shown to hold, by name; refuted ones first. */
export function openText(judged: readonly JudgedStep[]): string {
  const rows = judged.flatMap((step) =>
    step.obligations
      .filter((o) => o.verdict !== 'holds')
      .map((o) => [
        `  ${o.verdict}`,
        `${step.name}.${o.obligation.name}`,
        o.obligation.what.split('\n')[0] ?? '',
      ]),
  );
  if (rows.length === 0) return '';
  rows.sort(([a = ''], [b = '']) => a.localeCompare(b));
  const more = rows.length > SHOWN ? `\n  and ${rows.length - SHOWN} more` : '';
  return `Not shown to hold:\n${table(rows.slice(0, SHOWN))}${more}`;
}

export function derivationData(
  judged: readonly JudgedStep[],
): readonly Readonly<Record<string, unknown>>[] {
  return judged.map((step) => ({
    name: step.name,
    refines: step.abstract.name,
    verdict: stepVerdict(step),
    looked: looksOf(step).map((looked) => {
      const { distinct, generated, depth, complete, bound, actions, mode } = looked.result;
      return {
        evidence: wordOf(looked),
        scope: looked.scope,
        ...(mode === 'simulated' ? {} : { distinct }),
        generated,
        depth,
        complete,
        ...(bound === undefined ? {} : { bound }),
        actions: Object.fromEntries(actions),
      };
    }),
  }));
}
