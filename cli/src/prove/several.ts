// Several files proved side by side, as many at a time as there are processors: in processes, as most of the work is not the
// solver's.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadInput } from '../failure.js';
import { worst, type Outcome } from '../outcome.js';
import { outcomeOf, type Context } from '../session.js';
import { readCertificate } from './certificate-file.js';
import { keep, provedBefore, type ProveOptions } from './file.js';
import { Prover } from './prover.js';
import { withSolver } from './solver.js';

export async function proveSeveral(
  context: Context,
  files: readonly string[],
  options: ProveOptions,
): Promise<Outcome> {
  refuse(files, options);
  const known = await remembered(context, files, options);
  const made = await asked(
    context,
    files.filter((file) => !known.has(file)),
    options,
  );
  const outcomes = files.flatMap((file) => {
    const outcome = known.get(file) ?? made.get(file);
    return outcome === undefined ? [] : [{ file, outcome }];
  });
  return together(outcomes, context);
}

function refuse(files: readonly string[], { certificate, smt }: ProveOptions): void {
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new BadInput('is named twice', twice);
  if (certificate === undefined && smt === undefined) return;
  const option = certificate === undefined ? '--smt' : '--certificate';
  throw new BadInput(`${option} is for one file`, '', 'Prove the files one by one.');
}

function remembered(
  context: Context,
  files: readonly string[],
  options: ProveOptions,
): Promise<ReadonlyMap<string, Outcome>> {
  return withSolver(context, options.solver ?? 'embedded', options.cache, async ({ solver }) => {
    const known = new Map<string, Outcome>();
    for (const file of files) {
      const outcome = provedBefore(context, file, options, solver);
      if (outcome !== undefined) known.set(file, outcome);
    }
    return Promise.resolve(known);
  });
}

async function asked(
  context: Context,
  files: readonly string[],
  options: ProveOptions,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const provers = new Set<Prover>();
  const folder = mkdtempSync(join(tmpdir(), 'maat-prove-'));
  const end = (): void => {
    for (const prover of provers) prover.end();
    rmSync(folder, { recursive: true, force: true });
  };
  context.host.onInterrupt(end);
  const waiting = files.map((file, i) => ({ file, certificate: join(folder, `${i}.json`) }));
  const next = async (): Promise<void> => {
    const prover = new Prover();
    provers.add(prover);
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const errand = { ...one, options };
      outcomes.set(errand.file, await outcomeOf(() => sent(context, prover, errand)));
      context.progress.tick(() => `${outcomes.size} of ${files.length} files`);
    }
    prover.end();
  };
  try {
    const most = Math.min(files.length, availableParallelism());
    await Promise.all(Array.from({ length: most }, next));
    return outcomes;
  } finally {
    end();
  }
}

interface Errand {
  readonly file: string;
  /** Where the process writes one; the ledger is written here, by one after the other. */
  readonly certificate: string;
  readonly options: ProveOptions;
}

async function sent(
  context: Context,
  prover: Prover,
  { file, certificate, options }: Errand,
): Promise<Outcome> {
  const { ledger, ...own } = options;
  const outcome = await prover.prove({
    file,
    options: ledger === undefined ? own : { ...own, certificate },
    cwd: context.host.cwd,
    colour: context.colours.isColorSupported,
  });
  if (ledger === undefined || !existsSync(certificate)) return outcome;
  return outcomeOf(() => {
    keep(context, { ...options }, readCertificate(context.host, certificate));
    return outcome;
  });
}

interface Proved {
  readonly file: string;
  readonly outcome: Outcome;
}

function together(proved: readonly Proved[], { colours }: Context): Outcome {
  const verdict = worst(proved.map((p) => p.outcome.verdict));
  const all = <T>(of: (outcome: Outcome) => readonly T[]): readonly T[] =>
    proved.flatMap((p) => of(p.outcome));
  const list = (name: string): readonly unknown[] =>
    all(({ data }) => (Array.isArray(data[name]) ? (data[name] as readonly unknown[]) : []));
  const count = all((o) => o.claims).filter((c) => c.verdict === 'holds').length;
  const sum = `${count} of ${all((o) => o.claims).length} obligations proved in ${proved.length} files`;
  return {
    verdict,
    text: [...proved.map((p) => `${colours.bold(p.file)}\n\n${p.outcome.text}`), sum].join('\n\n'),
    data: {
      files: proved.map(({ file, outcome }) => ({ file, verdict: outcome.verdict })),
      obligations: list('obligations'),
      diagnoses: list('diagnoses'),
    },
    findings: all((o) => o.findings),
    claims: all((o) => o.claims),
  };
}
