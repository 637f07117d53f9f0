// A case of the language service: one file with its texts, a cursor `‸` in one of them, and what is asked.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Case {
  readonly name: string;
  /** By name; texts after the first are told apart by lines `%%% NAME`. */
  readonly texts: ReadonlyMap<string, string>;
  /** The text in which the cursor stands: the first one where there is no cursor. */
  readonly main: string;
  readonly offset: number;
  /** The rest of the first line, when that is `%? WORDS`. */
  readonly asked: string;
}

const CURSOR = '‸';

export function folder(feature: string): string {
  return fileURLToPath(new URL(`./${feature}/`, import.meta.url));
}

export function casesOf(feature: string): readonly Case[] {
  return readdirSync(folder(feature))
    .filter((file) => file.endsWith('.ioa'))
    .sort()
    .map((file) =>
      readCase(file.slice(0, -'.ioa'.length), readFileSync(folder(feature) + file, 'utf8')),
    );
}

function readCase(name: string, whole: string): Case {
  const asked = /^%\? (.*)\n/.exec(whole);
  const body = asked === null ? whole : whole.slice(asked[0].length);
  const [first = '', ...rest] = body.split(/^%%% (.*)\n/m);
  const parts: [string, string][] = [['main.ioa', first]];
  for (let i = 0; i < rest.length; i += 2) parts.push([rest[i] ?? '', rest[i + 1] ?? '']);
  const [main, marked] = parts.find(([, text]) => text.includes(CURSOR)) ?? ['main.ioa', first];
  const texts = new Map(parts.map(([file, text]) => [file, text.replace(CURSOR, '')]));
  return {
    name,
    texts,
    main,
    offset: Math.max(0, marked.indexOf(CURSOR)),
    asked: asked?.[1] ?? '',
  };
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

export function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

export function offsetOf(text: string, { line, character }: Place): number {
  return text.split('\n').slice(0, line).join('\n').length + (line === 0 ? 0 : 1) + character;
}

export interface Edit {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly newText: string;
}

export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => offsetOf(text, b.range.start) - offsetOf(text, a.range.start))
    .reduce(
      (done, { range, newText }) =>
        done.slice(0, offsetOf(text, range.start)) +
        newText +
        done.slice(offsetOf(text, range.end)),
      text,
    );
}
