// One call of the command: runs the work, catches bad input once, prints the outcome, writes the reports.
import { createColors } from 'picocolors';
import { BadInput, renderBadInput } from './failure.js';
import type { Host } from './host.js';
import { BadSpecification } from './input/bad-specification.js';
import { readLedger } from './ledger-file.js';
import { EXIT_CODES, type Outcome, type Verdict } from './outcome.js';
import { Progress } from './output/progress.js';
import { writeReport, type Report } from './output/report.js';

export type Colours = ReturnType<typeof createColors>;

/** What commander hands every action, beside the command's own options. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly report?: readonly Report[];
  /** Of the commands that know the ledger: its file, or that it is the usual one. */
  readonly ledger?: string | true;
}

/** What a command's work is given. */
export interface Context {
  readonly host: Host;
  readonly colours: Colours;
  readonly progress: Progress;
}

export class Session {
  readonly host: Host;
  /** Of the last command that ran. */
  code = 0;

  constructor(host: Host) {
    this.host = host;
  }

  async run(
    command: string,
    options: CommonOptions,
    work: (context: Context) => Outcome | Promise<Outcome>,
  ): Promise<void> {
    const progress = new Progress(this.host);
    const colours = createColors(this.host.colour && options.json !== true);
    const outcome = await outcomeOf(() => {
      // Before the work: what was found after a long time would be lost with a ledger that cannot be kept.
      if (typeof options.ledger === 'string') readLedger(this.host, options.ledger);
      return work({ host: this.host, colours, progress });
    });
    const json = jsonText(command, progress.seconds(), outcome);
    const said = await reported(options.report ?? [], command, outcome, json, this.host);
    this.#print(options, said, json);
    this.code = EXIT_CODES[said.verdict];
  }

  #print(options: CommonOptions, outcome: Outcome, json: string): void {
    if (options.json === true) this.host.out(json);
    else if (outcome.verdict === 'invalid') this.host.err(`${outcome.text}\n`);
    else if (outcome.text !== '') this.host.out(`${outcome.text}\n`);
  }
}

/** A fault of this program is no refutation of anything: nothing is known. */
function fault(failure: unknown): Outcome {
  const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  const error = `a fault of maat itself: ${text}`;
  return { verdict: 'unknown', text: `maat: ${error}`, data: { error }, findings: [], claims: [] };
}

/** The outcome of bad input. */
export function invalid(failure: BadInput): Outcome {
  const text = renderBadInput(failure);
  const file = failure.place === '' ? {} : { file: failure.place };
  return {
    verdict: 'invalid',
    text: `maat: ${text}`,
    data: { error: text },
    findings: [{ code: 'input', level: 'error', message: text, ...file }],
    claims: [
      { name: failure.place === '' ? 'input' : failure.place, verdict: 'invalid', detail: text },
    ],
  };
}

/** Of work that may meet bad input, or a fault of this program. */
export async function outcomeOf(work: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof BadInput) return invalid(failure);
    if (failure instanceof BadSpecification) return failure.outcome;
    return fault(failure);
  }
}

async function reported(
  reports: readonly Report[],
  command: string,
  outcome: Outcome,
  json: string,
  host: Host,
): Promise<Outcome> {
  try {
    for (const report of reports) await writeReport(report, command, outcome, json, host);
    return outcome;
  } catch (failure) {
    if (failure instanceof BadInput) return invalid(failure);
    throw failure;
  }
}

function jsonText(command: string, seconds: number, outcome: Outcome): string {
  const head: { readonly verdict: Verdict; readonly command: string; readonly seconds: number } = {
    verdict: outcome.verdict,
    command,
    seconds: Math.round(seconds * 1000) / 1000,
  };
  return `${JSON.stringify({ ...head, ...outcome.data })}\n`;
}
