/** Recorded runs: logs are dropped here and held against the service that is open. */
import { useEffect, useState } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { now, repeated } from '../browser/timing.js';
import { desk, versionOf } from '../app/workbench.js';
import { running } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import { useStore } from '../state/use-store.js';
import { traceCommands, tracing, type Judged, type Tracing } from './controller.js';
import type { Summary } from './summary.js';

export function TracePanel(): React.JSX.Element {
  const { target } = useStore(running);
  const state = useStore(tracing);
  return (
    <Panel id="trace" label="Traces">
      {target === undefined ? (
        <Empty>Open a service, and drop the logs of a recorded run here.</Empty>
      ) : (
        <Choose target={target} />
      )}
      <Answer state={state} />
    </Panel>
  );
}

/** That files can be dropped is told here; they are taken wherever they are dropped. */
function Choose({ target }: { readonly target: Target }): React.JSX.Element {
  return (
    <div className="drop-zone">
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
          void traceCommands.judge([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function Answer({ state }: { readonly state: Tracing }): React.JSX.Element | null {
  switch (state.kind) {
    case 'nothing':
      return null;
    case 'judging':
      return <Judging said={state.said} since={state.since} />;
    case 'failed':
      return (
        <p className="notice bad" role="alert">
          {state.message}
        </p>
      );
    case 'said':
      return (
        <>
          <Stale judged={state} />
          <SummaryView summary={state.summary} />
          <OpenRun target={state.target} />
        </>
      );
  }
}

interface JudgingProps {
  readonly said: string;
  readonly since: number;
}

function Judging({ said, since }: JudgingProps): React.JSX.Element {
  const [seconds, setSeconds] = useState(0);
  useEffect(
    () =>
      repeated(() => {
        setSeconds(Math.floor((now() - since) / 1000));
      }, 500),
    [since],
  );
  return (
    <div className="notice judging">
      <span role="status">
        {said} {seconds < 1 ? '' : `${seconds} s`}
      </span>
      <button type="button" onClick={traceCommands.stop}>
        Stop
      </button>
    </div>
  );
}

/** The last word stays, with the word that it is old. */
function Stale({ judged }: { readonly judged: Judged }): React.JSX.Element | null {
  useStore(desk);
  if (versionOf(judged.target.file) === judged.version) return null;
  return (
    <div className="notice warn judging">
      <span role="status">The text has changed since: this was said of what it was.</span>
      <button type="button" onClick={() => void traceCommands.again(judged)}>
        Hold them against it again
      </button>
    </div>
  );
}

function OpenRun({ target }: { readonly target: Target }): React.JSX.Element {
  const [trouble, setTrouble] = useState<string>();
  const open = (): void => {
    traceCommands.open(target).then(setTrouble, (error: unknown) => {
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
