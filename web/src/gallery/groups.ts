/** The gallery's shelves: services, classics, layers; each text with the first sentence of its own comment. */
import type { Source } from '@maat/spec-lang';

export interface Shelved {
  readonly file: string;
  readonly title: string;
  readonly about: string;
  /** Whether it defines a picture of its states. */
  readonly pictured: boolean;
}

export interface Group {
  readonly title: string;
  readonly texts: readonly Shelved[];
}

const GROUPS: readonly (readonly [title: string, holds: (file: string) => boolean])[] = [
  ['Services', (file) => /^library\/[^/]+$/.test(file)],
  ['Classics', (file) => file.startsWith('library/classics/')],
  ['Layers', (file) => /^layers\/\w+\/[A-Z]\w*\.ioa$/.test(file)],
  ['Derivations', (file) => /\/derivation\.ioa$/.test(file)],
];

export function groupsOf(texts: readonly Source[]): readonly Group[] {
  return GROUPS.map(([title, holds]) => ({
    title,
    texts: texts
      .filter(({ file }) => holds(file))
      .map(shelved)
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  }));
}

function shelved({ file, text }: Source): Shelved {
  const parts = file.split('/');
  const name = (parts.at(-1) ?? file).replace(/\.ioa$/, '');
  const title = name === 'derivation' ? (parts.at(-2) ?? name) : name;
  return { file, title, about: firstSentence(text), pictured: /^picture\s/m.test(text) };
}

/** Of the comment at the head of the text; empty when it has none. */
export function firstSentence(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('%'));
  const comment = lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.replace(/^%+\s?/, '').trim())
    .join(' ');
  const said = comment.replace(/^[\w ]{1,30}:\s+/, '');
  const sentence = /^.*?[.:](?=\s|$)/.exec(said)?.[0] ?? said;
  return sentence.replace(/[.:]$/, '');
}
