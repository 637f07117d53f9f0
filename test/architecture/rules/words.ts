// Rule: no tracked text speaks of one machine or of one registry.
import { posix } from 'node:path';
import type { Breach, TextFile } from '../source.js';

/** Put together from parts so that this file does not break its own rule. */
const PLACES = ['/work', '/root', '/home', '/Users'].map((folder) => `${folder}/`);
const REGISTRY = ['registry', 'npmjs', 'org'].join('.');
const WORDS = new RegExp(`(?<![\\w.@-])(${PLACES.join('|')})\\w|${REGISTRY}`);

export function wordBreaches(files: readonly TextFile[]): readonly Breach[] {
  return files
    .filter((file) => posix.basename(file.path) !== 'LICENSE')
    .flatMap((file) =>
      file.text.split('\n').flatMap((text, index) => {
        const word = WORDS.exec(text);
        return word === null
          ? []
          : [{ path: file.path, line: index + 1, message: `speaks of ${word[0]}` }];
      }),
    );
}
