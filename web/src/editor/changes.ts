/** What changes a text at the service's word: rename, format, fixes. */
import { languages, type IRange } from 'monaco-editor/editor';
import type { MarkupContent, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { language } from '../browser/workers.js';
import { LANGUAGE } from './language.js';
import { positionFrom, rangeFrom, rangeTo, uriOf } from './positions.js';
import { nameOf } from './providers.js';

export function registerChanges(): void {
  const ask = language.get;
  languages.registerDocumentFormattingEditProvider(LANGUAGE, {
    provideDocumentFormattingEdits: async (model) =>
      (await ask().format(nameOf(model))).edits.map(editTo),
  });
  languages.registerCodeActionProvider(LANGUAGE, {
    provideCodeActions: async (model, range) => {
      const actions = await ask().codeActions(nameOf(model), rangeFrom(range));
      return {
        actions: actions.map(({ title, edit, isPreferred }) => ({
          title,
          kind: 'quickfix',
          ...(edit === undefined ? {} : { edit: workspaceEdit(edit) }),
          ...(isPreferred === undefined ? {} : { isPreferred }),
        })),
        dispose: () => undefined,
      };
    },
  });
  registerRename();
}

function registerRename(): void {
  const ask = language.get;
  languages.registerRenameProvider(LANGUAGE, {
    resolveRenameLocation: async (model, position) => {
      const found = await ask().renameRange(nameOf(model), positionFrom(position));
      return found === undefined
        ? refusedAt(position)
        : { range: rangeTo(found.range), text: found.placeholder };
    },
    provideRenameEdits: async (model, position, to) => {
      const renaming = await ask().rename(nameOf(model), positionFrom(position), to);
      if (renaming === undefined) return { edits: [], rejectReason: 'This cannot be renamed.' };
      return 'refused' in renaming
        ? { edits: [], rejectReason: textOf(renaming.refused.message) }
        : workspaceEdit(renaming.edit);
    },
  });
}

interface Refusal {
  readonly range: IRange;
  readonly text: string;
  readonly rejectReason: string;
}

function refusedAt(position: { readonly lineNumber: number; readonly column: number }): Refusal {
  const { lineNumber, column } = position;
  const range = {
    startLineNumber: lineNumber,
    endLineNumber: lineNumber,
    startColumn: column,
    endColumn: column,
  };
  return { range, text: '', rejectReason: 'This cannot be renamed.' };
}

function editTo({ range, newText }: TextEdit): languages.TextEdit {
  return { range: rangeTo(range), text: newText };
}

/** Only texts on the desk are changed: the others have no model. */
function workspaceEdit({ changes }: WorkspaceEdit): languages.WorkspaceEdit {
  const edits = Object.entries(changes ?? {}).flatMap(([file, all]) =>
    all.map((e): languages.IWorkspaceTextEdit => ({
      resource: uriOf(file),
      versionId: undefined,
      textEdit: editTo(e),
    })),
  );
  return { edits };
}

function textOf(message: string | MarkupContent): string {
  return typeof message === 'string' ? message : message.value;
}
