// Rule: the first line of a source file says, as a comment, what the file is for.
import type { Breach, TextFile } from '../source.js';

export function commentBreaches(files: readonly TextFile[]): readonly Breach[] {
  return files
    .filter((file) => !saysItsPurpose(file.text))
    .map((file) => ({
      path: file.path,
      line: 1,
      message: 'the first line is not a comment saying what the file is for',
    }));
}

function saysItsPurpose(text: string): boolean {
  const [first = '', second = '', third = ''] = text.split('\n');
  if (first.startsWith('#!')) return saysItsPurpose(`${second}\n${third}`);
  if (first.trim() === '/**') return /\w/.test(second);
  return /^(\/\/|\/\*).*\w/.test(first);
}
