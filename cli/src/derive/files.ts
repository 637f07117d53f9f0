// Writes what a derivation made: every program as .ioa, the obligations with their verdicts, the generated layer, a stack to run it in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { positionOf, type Source, type Span } from '@maat/spec-lang';
import type { Derivative, SourceLine } from '@maat/synthesis';
import type { JudgedStep } from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { table } from '../output/table.js';
import { stackFile } from './stack-file.js';

export interface Written {
  readonly made: Derivative;
  readonly judged: readonly JudgedStep[];
  readonly code: readonly SourceLine[];
}

export function writeDerivation(
  host: Host,
  out: string,
  { made, judged, code }: Written,
  sources: readonly Source[],
): void {
  const folder = resolve(host.cwd, out);
  try {
    mkdirSync(join(folder, 'generated'), { recursive: true });
    const begun = made.logged === undefined ? [] : [made.logged];
    const texts = [...begun, ...made.steps, made.layer, made.handlers];
    const own = new Set(texts.map((t) => t.file));
    const beside = dirname(resolve(host.cwd, made.derivation.span.file));
    for (const { file, text } of texts)
      writeFileSync(join(folder, file), moved(text, { from: beside, to: folder, own }));
    made.steps.forEach((step, i) => {
      writeFileSync(
        join(folder, step.file.replace(/\.ioa$/, '.obligations.txt')),
        obligationsText(judged[i]),
      );
    });
    const stack = stackFile(made);
    writeFileSync(join(folder, stack.file), stack.text);
    const file = join(folder, 'generated', `${made.layer.layer.name}.ts`);
    writeFileSync(file, code.map((l) => l.text).join('\n'));
    writeFileSync(`${file}.map.json`, mapText(made, code, sources));
  } catch (cause) {
    throw new BadInput(
      `cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      out,
    );
  }
}

interface Move {
  readonly from: string;
  readonly to: string;
  /** Files that are written to the same folder. */
  readonly own: ReadonlySet<string>;
}

/** A derived text imports by what stands beside the derivation, and is written elsewhere. */
function moved(text: string, { from, to, own }: Move): string {
  return text.replace(/^import "([^"]+)"$/gm, (line, path: string) => {
    const file = join(from, path);
    if (own.has(path) || !existsSync(file)) return line;
    return `import "${relative(to, file).replaceAll('\\', '/')}"`;
  });
}

function obligationsText(step: JudgedStep | undefined): string {
  const rows =
    step?.obligations.map((o) => [
      o.how,
      o.obligation.name,
      o.obligation.what.replace(/\s+/g, ' '),
    ]) ?? [];
  return `${table([['evidence', 'obligation', 'what'], ...rows])}\n`;
}

/** One line for each line of the code that was made of something: where that stands in the layer, and in the service. */
function mapText(
  { layer }: Derivative,
  code: readonly SourceLine[],
  sources: readonly Source[],
): string {
  const texts = new Map([...sources, layer].map(({ file, text }) => [file, text]));
  const place = ({ file, start }: Span): string => {
    const { line, column } = positionOf(texts.get(file) ?? '', start);
    return `${file}:${line}:${column}`;
  };
  const rows = code.flatMap(({ line, layer: at, origin }) => {
    if (at === undefined || origin === undefined) return [];
    const from =
      origin.kind === 'service'
        ? { service: place(origin.span) }
        : { added: origin.by, what: origin.what };
    return [JSON.stringify({ line, layer: place(at), ...from })];
  });
  return `[\n${rows.join(',\n')}\n]\n`;
}
