/** One text as the analysis saw it, with what features ask of it made when first asked for. */
import type { Analysis } from '../analyse/check.js';
import type { AstFile } from '../syntax/ast.js';
import { scan, type Scan } from '../syntax/scan.js';
import type { Source } from '../text/span.js';
import type { Facts } from './facts.js';
import { linesOf, type Lines } from './lines.js';
import { Names } from './symbols/names.js';

export class Snapshot {
  readonly source: Source;
  readonly analysis: Analysis;
  readonly facts: Facts;
  #lines: Lines | undefined;
  #scan: Scan | undefined;
  #names: Names | undefined;

  constructor(source: Source, analysis: Analysis, facts: Facts) {
    this.source = source;
    this.analysis = analysis;
    this.facts = facts;
  }

  get file(): string {
    return this.source.file;
  }

  get ast(): AstFile {
    const root = this.analysis.files.at(-1);
    if (root === undefined) throw new Error('an analysis has a root');
    return root;
  }

  get lines(): Lines {
    this.#lines ??= linesOf(this.source.text);
    return this.#lines;
  }

  get scan(): Scan {
    this.#scan ??= scan(this.source);
    return this.#scan;
  }

  /** What each name of the text stands for. */
  get names(): Names {
    this.#names ??= new Names(this.ast, this.analysis.files, this.facts);
    return this.#names;
  }
}
