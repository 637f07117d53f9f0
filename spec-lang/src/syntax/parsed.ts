/** Syntax trees of the texts read last: imports are read again and again, and parsing is slow. */
import type { Checked } from '../text/diagnostic.js';
import type { Source } from '../text/span.js';
import type { AstFile } from './ast.js';
import { parse } from './parse.js';

const RECENT = new Map<string, Checked<AstFile>>();
const MOST_RECENT = 64;

export function parsed(source: Source): Checked<AstFile> {
  const key = `${source.file}\n${source.text}`;
  const tree = RECENT.get(key) ?? parse(source);
  RECENT.delete(key);
  RECENT.set(key, tree);
  const [oldest] = RECENT.keys();
  if (RECENT.size > MOST_RECENT && oldest !== undefined) RECENT.delete(oldest);
  return tree;
}
