/** Recorded runs: logs are dropped here and held against the service that is open. */
import type { LogText } from '@maat/verifier';
import { useState } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { desk, plain } from '../app/workbench.js';
import { tracer } from '../browser/workers.js';
import { running } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import { useStore } from '../state/use-store.js';
import { openRecorded } from './open.js';
import { summaryOf, type Summary } from './summary.js';

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'judging'; readonly logs: number }
  | {
      readonly kind: 'said';
      readonly summary: Summary;
      readonly target: Target;
      readonly logs: readonly LogText[];
    }
  | { readonly kind: 'failed'; readonly message: string };

export function TracePanel(): React.JSX.Element {
  const { target } = useStore(running);
  const [shown, setShown] = useState<Shown>({ kind: 'nothing' });
  const judge = (files: FileList | null): void => {
    if (files === null || files.length === 0 || target === undefined) return;
    setShown({ kind: 'judging', logs: files.length });
    void judged(target, [...files]).then(setShown);
  };
  return (
    <Panel id="trace" label="Traces">
      {target === undefined ? (
        <Empty>Open a service, and drop the logs of a recorded run here.</Empty>
      ) : (
        <DropZone target={target} judge={judge} />
      )}
      <Answer shown={shown} />
    </Panel>
  );
}

async function judged(target: Target, files: readonly File[]): Promise<Shown> {
  try {
    const logs = await Promise.all(
      files.map(async (file) => ({ file: file.name, text: await file.text() })),
    );
    const answer = await tracer.get().judge(plain(desk.get()), target, logs);
    if (answer.kind === 'refused') return { kind: 'failed', message: answer.message };
    return { kind: 'said', summary: summaryOf(answer.verdict, target.unit), target, logs };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

interface DropZoneProps {
  readonly target: Target;
  readonly judge: (files: FileList | null) => void;
}

function DropZone({ target, judge }: DropZoneProps): React.JSX.Element {
  return (
    <div
      className="drop-zone"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        judge(event.dataTransfer.files);
      }}
    >
      <p>
        Drop the logs of one run here (<code>*.ndjson</code>) to hold them against{' '}
        <b>{target.unit}</b>, or
      </p>
      <input
        type="file"
        multiple
        accept=".ndjson"
        aria-label="Logs of a run"
        onChange={(event) => {
          judge(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function Answer({ shown }: { readonly shown: Shown }): React.JSX.Element | null {
  switch (shown.kind) {
    case 'nothing':
      return null;
    case 'judging':
      return (
        <p className="notice" role="status">
          reading {shown.logs} {shown.logs === 1 ? 'log' : 'logs'}…
        </p>
      );
    case 'failed':
      return (
        <p className="notice bad" role="alert">
          {shown.message}
        </p>
      );
    case 'said':
      return (
        <>
          <SummaryView summary={shown.summary} />
          <OpenRun target={shown.target} logs={shown.logs} />
        </>
      );
  }
}

interface OpenRunProps {
  readonly target: Target;
  readonly logs: readonly LogText[];
}

function OpenRun({ target, logs }: OpenRunProps): React.JSX.Element {
  const [trouble, setTrouble] = useState<string>();
  const open = (): void => {
    openRecorded(target, logs).then(setTrouble, (error: unknown) => {
      setTrouble(String(error));
    });
  };
  return (
    <div className="explored">
      <button type="button" onClick={open}>
        Open in the run panel
      </button>
      {trouble === undefined ? null : <p className="warn">{trouble}</p>}
    </div>
  );
}

function SummaryView({ summary }: { readonly summary: Summary }): React.JSX.Element {
  const { tone, title, place, reason, details, excerpt } = summary;
  return (
    <div className="explored">
      <p className={`explored-verdict ${tone}`} role="status">
        {title}
      </p>
      {place === undefined ? null : <code>{place}</code>}
      {reason === undefined ? null : <p>{reason}</p>}
      <ul className="trace-details">
        {details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
      {excerpt === undefined ? null : <pre className="excerpt">{excerpt}</pre>}
    </div>
  );
}
