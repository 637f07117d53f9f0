/** The editor's panel: a strip of open texts, and the editor itself, which loads when first needed. */
import { Panel } from '../app/Panel.js';
import { commands, desk } from '../app/workbench.js';
import { download } from '../browser/download.js';
import { print } from '../browser/paper.js';
import { currentDocument, isEdited, type Document } from '../state/documents.js';
import { useStore } from '../state/use-store.js';
import { MonacoHost } from './MonacoHost.js';
import { Welcome } from './Welcome.js';

export function EditorPanel(): React.JSX.Element {
  const all = useStore(desk);
  const current = currentDocument(all);
  return (
    <Panel id="editor" label="Editor">
      {current === undefined ? (
        <Welcome />
      ) : (
        <>
          <div className="file-tabs" role="tablist" aria-label="Open texts">
            {all.documents.map((document) => (
              <FileTab
                key={document.file}
                document={document}
                isCurrent={document.file === current.file}
              />
            ))}
          </div>
          <MonacoHost />
        </>
      )}
    </Panel>
  );
}

interface FileTabProps {
  readonly document: Document;
  readonly isCurrent: boolean;
}

function FileTab({ document, isCurrent }: FileTabProps): React.JSX.Element {
  const { file } = document;
  const edited = isEdited(document);
  return (
    <span className={isCurrent ? 'file-tab current' : 'file-tab'}>
      <button
        type="button"
        role="tab"
        aria-selected={isCurrent}
        title={file}
        onClick={() => {
          commands.show(file);
        }}
      >
        {file.split('/').at(-1)}
        {edited ? <span title="differs from the library's text"> ●</span> : null}
      </button>
      <FileSigns document={document} isCurrent={isCurrent} />
    </span>
  );
}

/** Taking edits back, saving, closing. */
function FileSigns({ document, isCurrent }: FileTabProps): React.JSX.Element {
  const { file, text } = document;
  return (
    <>
      {isEdited(document) ? (
        <Sign
          sign="↺"
          label={`Take back the edits of ${file}`}
          act={() => {
            commands.revert(file);
          }}
        />
      ) : null}
      {isCurrent ? (
        <Sign
          sign="↓"
          label={`Save ${file}`}
          act={() => {
            download(file.split('/').at(-1) ?? file, text, 'text/plain');
          }}
        />
      ) : null}
      {isCurrent ? <Sign sign={<Printer />} label={`Print ${file}`} act={print} /> : null}
      <Sign
        sign="×"
        label={`Close ${file}`}
        act={() => {
          commands.close(file);
        }}
      />
    </>
  );
}

interface SignProps {
  readonly sign: React.ReactNode;
  readonly label: string;
  readonly act: () => void;
}

function Sign({ sign, label, act }: SignProps): React.JSX.Element {
  return (
    <button type="button" aria-label={label} title={label} onClick={act}>
      {sign}
    </button>
  );
}

/** Drawn, since few typefaces have a sign for it. */
function Printer(): React.JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" className="sign-icon">
      <path d="M4.5 5.5v-4h7v4M4.5 11.5h-3v-6h13v6h-3M4.5 9.5h7v5h-7z" />
    </svg>
  );
}
