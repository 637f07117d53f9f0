// Makes a stack from the layers' texts, as they are or with a fault put in, and runs it by seed.
import { compileFunction } from 'node:vm';
import * as support from '@maat/layers';
import { compareNames, type LayerModule } from '@maat/layers';
import {
  assemble,
  NO_FAULTS,
  runScenario,
  type Faults,
  type ProcessLog,
  type Stack,
} from '@maat/runtime';
import {
  check,
  formatLine,
  hasErrors,
  libraryLoader,
  librarySource,
  type Automaton,
  type Program,
} from '@maat/spec-lang';
import { parseTraces, refineTrace, type LogText } from '@maat/verifier';
import { generateLayer } from '@maat/synthesis';

import { STACKS, loaderWith, read, sourceFile } from './sources.js';

/** A fault: in the layer's text, each text on the left becomes the one on the right. */
export interface Mutant {
  readonly name: string;
  readonly layer: string;
  /** Where it is, when that is not the layer's text: in what is claimed of it. */
  readonly file?: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
}

export function mutate(mutant: Mutant): ReadonlyMap<string, string> {
  const { changes, file = sourceFile(mutant.layer) } = mutant;
  const text = changes.reduce((t, [from, to]) => {
    if (t.split(from).length !== 2) throw new Error(`${file} has not exactly one '${from}'`);
    return t.replace(from, () => to);
  }, read(file).text);
  return new Map([[file, text]]);
}

/** Of a stack with a fault only the faulty layer is made anew. */
export async function buildStack(name: string, mutant?: Mutant): Promise<Stack> {
  const program = checked(STACKS);
  const stack = program.units.find((u) => u.name === name);
  if (stack?.kind !== 'stack') throw new Error(`no stack ${name}`);
  const file = mutant && sourceFile(mutant.layer);
  const faulty = mutant && file ? checked(file, mutate(mutant)) : undefined;
  const layers = stack.layers.map((layer) => {
    const own = faulty?.units.find((u) => u.name === layer && u.file === file);
    return moduleOf(layer, own && faulty ? faulty : program);
  });
  return assemble({ name, layers: await Promise.all(layers) });
}

const programs = new Map<string, Program>();

function checked(file: string, changed?: ReadonlyMap<string, string>): Program {
  const known = changed ? undefined : programs.get(file);
  if (known !== undefined) return known;
  const load = loaderWith(changed);
  const source = { file, text: changed?.get(file) ?? read(file).text };
  const { value: program, diagnostics } = check(source, load);
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  if (!changed) programs.set(file, program);
  return program;
}

/** Runs a module's text here, with the support library in the place of its import. */
async function moduleOf(name: string, program: Program): Promise<LayerModule> {
  const text = await generateLayer(program, name, { language: 'javascript' });
  const body = text.replace(/^export /m, '');
  const make = compileFunction(`${body}\nreturn make(support);`, ['support']) as Make;
  return make(support);
}

type Make = (library: typeof support) => LayerModule;

export interface Judgement {
  /** What is wrong, in one line; nothing if all is well. */
  readonly wrong: string | undefined;
  readonly story: readonly string[];
  readonly events: number;
}

export interface Life {
  readonly stack: Stack;
  readonly seed: number;
  readonly members?: number;
  readonly casts?: number;
  readonly duration?: number;
  readonly upheavals?: number;
  /** Bytes of a message, at least. */
  readonly size?: number;
  /** Layers whose services are judged, besides the top one's. */
  readonly watch?: readonly string[];
  /** Bad weather, unless told. */
  readonly faults?: Faults;
}

/** Worse than usual: what is late comes late enough to meet the next view. */
export const BAD_WEATHER: Faults = {
  ...NO_FAULTS,
  loss: 0.1,
  duplicate: 0.05,
  reorder: 0.1,
  delay: [0.5, 20],
  skew: 0.05,
};

/** One life of a group: it must come to rest with nothing owed, and its traces must refine the services. */
export function judge(life: Life): Judgement {
  const result = attempt(() => runScenario({ faults: BAD_WEATHER, ...life }));
  if (typeof result === 'string') return { wrong: result, story: [], events: 0 };
  const { stack } = life;
  const complaint = (): string | undefined => {
    const [refusal] = result.refusals;
    if (refusal !== undefined) return `${refusal.process}: ${refusal.message}`;
    if (!result.settled) return 'the group does not come to rest in one view';
    const services = stack.layers.map(
      (l) => [l.implements.name, result.watched.get(l.name)] as const,
    );
    return (
      owed(result.logs) ??
      refuted(result.logs, stack.service, stack.name) ??
      services.map(([name, logs]) => logs && refuted(logs, name, stack.name)).find((c) => c)
    );
  };
  const events = result.logs.reduce((sum, log) => sum + log.lines.length, 0);
  return { wrong: complaint(), story: result.story, events };
}

/** At rest, the members of the last view have all delivered what was sent in it. */
function owed(logs: readonly ProcessLog[]): string | undefined {
  const last = logs.map(({ process, lines }) => ({
    process,
    lines: lines.slice(lines.findLastIndex((l) => l.action === 'view')),
  }));
  const view = last.reduce((max, { lines }) => {
    const v = lines[0]?.args['v'];
    return typeof v === 'string' && compareNames(max, v) < 0 ? v : max;
  }, '');
  const members = last.filter(({ lines }) => lines[0]?.args['v'] === view);
  for (const { process: q, lines } of members) {
    const sent = lines.filter((l) => l.action === 'send').length;
    for (const p of members) {
      const got = p.lines.filter((l) => l.action === 'deliver' && l.args['q'] === q).length;
      if (got !== sent) return `${p.process} has ${got} of the ${sent} casts of ${q} in ${view}`;
    }
  }
  return undefined;
}

/** A handler that meets an undefined term is a fault, too. */
function attempt<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The layers' own word must do: what they say that they did must be a behaviour of the service. */
export function refuted(
  logs: readonly ProcessLog[],
  service: string,
  stack: string,
): string | undefined {
  const { program, automaton } = serviceOf(service);
  const read = parseTraces(
    logs.map((log) => logText(log, service, stack)),
    automaton,
  );
  if (!read.ok) return `${service}: ${read.errors.map((e) => e.message).join('; ')}`;
  const options = { program, methods: ['witness'], budget: 1 } as const;
  const verdict = refineTrace(read.trace, automaton, options);
  return verdict.verdict === 'refuted' || verdict.verdict === 'unknown'
    ? `${service}: ${verdict.event} at ${verdict.process}: ${verdict.reason}`
    : undefined;
}

function logText({ process, lines, end }: ProcessLog, service: string, stack: string): LogText {
  const header = { maat: 1, process, run: 'life', service, stack } as const;
  const text = [header, ...lines, { end, lines: lines.length }].map(formatLine).join('');
  return { file: `${process}.ndjson`, text };
}

const services = new Map<string, { readonly program: Program; readonly automaton: Automaton }>();

/** `FifoView` is in `fifo-view.ioa`. */
function serviceOf(name: string): { readonly program: Program; readonly automaton: Automaton } {
  const known = services.get(name);
  if (known !== undefined) return known;
  const source = librarySource(`${name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}.ioa`);
  if (source === undefined) throw new Error(`no service ${name}`);
  const { value: program } = check(source, libraryLoader);
  const automaton = program.units.find((u) => u.name === name);
  if (automaton?.kind !== 'automaton') throw new Error(`no automaton ${name}`);
  services.set(name, { program, automaton });
  return { program, automaton };
}
