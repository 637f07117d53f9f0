// Diagnostics in the background: told after a short rest, dropped by the next keystroke.
import type { LanguageService } from '@maat/spec-lang/service';
import type { Diagnostic } from 'vscode-languageserver/node';
import { MOST_CHARACTERS } from './texts.js';

/** The rest after a keystroke before a text is looked at. */
const REST_MS = 60;

export interface Board {
  send(uri: string, version: number, diagnostics: readonly Diagnostic[]): void;
}

interface Text {
  readonly uri: string;
  readonly version: number;
  readonly length: number;
}

/** One text is looked at in a turn, so that what the user asks comes in between. */
export class Findings {
  readonly #service: LanguageService;
  readonly #board: Board;
  readonly #waiting = new Map<string, Text>();
  #timer: NodeJS.Timeout | undefined;

  constructor(service: LanguageService, board: Board) {
    this.#service = service;
    this.#board = board;
  }

  /** The first was changed; the others may import it. */
  changed(texts: readonly Text[]): void {
    for (const text of texts) {
      this.#waiting.delete(text.uri);
      this.#waiting.set(text.uri, text);
    }
    this.#rest(REST_MS);
  }

  closed(uri: string): void {
    this.#waiting.delete(uri);
    this.#board.send(uri, 0, []);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #rest(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#next();
    }, time);
  }

  #next(): void {
    const [text] = this.#waiting.values();
    if (text === undefined) return;
    this.#waiting.delete(text.uri);
    this.#board.send(text.uri, text.version, this.#of(text));
    if (this.#waiting.size > 0) this.#rest(0);
  }

  #of(text: Text): readonly Diagnostic[] {
    if (text.length > MOST_CHARACTERS) return [tooLarge(text.length)];
    return this.#service.diagnostics(text.uri);
  }
}

function tooLarge(length: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: { line: 0, character: 1 } },
    severity: 2,
    source: 'maat',
    message: `this text has ${length} characters; beyond ${MOST_CHARACTERS} it is not looked at`,
  };
}
