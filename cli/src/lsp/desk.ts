// What the parts of the server share, and how a fault of ours is told.
import type { LanguageService } from '@maat/spec-lang/service';
import {
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Shelf } from './texts.js';

/** What the editor asked for when it started the server. */
export interface Preferences {
  /** Signs are put in place of ASCII operators while typing. */
  signs: boolean;
}

export interface Desk {
  readonly connection: Connection;
  readonly service: LanguageService;
  readonly documents: TextDocuments<TextDocument>;
  readonly shelf: Shelf;
  readonly preferences: Preferences;
}

/** A fault of ours answers the one question with an error, and nothing else stops. */
export function failed(cause: unknown): ResponseError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new ResponseError(LSPErrorCodes.RequestFailed, `a fault of maat itself: ${text}`);
}
