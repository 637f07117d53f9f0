/** A group that runs: what happens at each member, islands to part it by, and what the monitors say. */
import { useEffect, useMemo } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { desk } from '../app/workbench.js';
import { Diagram } from '../run/SpaceTime.js';
import { useStore } from '../state/use-store.js';
import { Controls } from './Controls.js';
import { liveCommands, living, type LiveState, type Monitored } from './controller.js';
import { Islands } from './Islands.js';
import type { LiveService } from './services.js';
import { StartBar } from './StartBar.js';

export function LivePanel(): React.JSX.Element {
  const state = useStore(living);
  useEffect(() => {
    void liveCommands.load();
  }, []);
  return (
    <Panel id="live" label="Live">
      <div className="live">
        <StartBar state={state} />
        <GroupView state={state} />
        <Messages state={state} />
      </div>
    </Panel>
  );
}

/** Over the foot of the panel, so that nothing moves when it speaks. */
function Messages({
  state: { message, refusals },
}: {
  readonly state: LiveState;
}): React.JSX.Element {
  const texts = [...(message === undefined ? [] : [message]), ...refusals];
  return (
    <div className="live-messages">
      {texts.map((text) => (
        <p key={text} className="notice bad" role="alert">
          {text}
        </p>
      ))}
    </div>
  );
}

function GroupView({ state }: { readonly state: LiveState }): React.JSX.Element {
  const { started, view, steps, happened, ends, verdicts, time, options } = state;
  const shown = useMemo(() => steps.slice(-SHOWN), [steps]);
  const before = happened - shown.length;
  const endings = useMemo(
    () => new Map(Object.entries(ends).map(([name, at]) => [name, Math.max(0, at - before)])),
    [ends, before],
  );
  if (started === undefined || view === undefined)
    return (
      <Empty>
        Start a group: its members run the generated layers in a simulated world, in this page, or
        as real processes that send datagrams, where the server can start them.
      </Empty>
    );
  return (
    <>
      <Islands state={state} />
      <Controls state={state} inputs={started.inputs} />
      <Monitors verdicts={verdicts} />
      <Stale services={started.services} />
      <Diagram
        view={view}
        steps={shown}
        at={shown.length}
        ends={endings}
        said={`${happened.toLocaleString('en')} events, ${(time / 1000).toFixed(1)} s ${options.where === 'page' ? "of the world's time" : 'of processes'}`}
      />
    </>
  );
}

/** As many as are looked at while a group runs. */
const SHOWN = 400;

/** The group runs what it was started with. */
function Stale({
  services,
}: {
  readonly services: readonly LiveService[];
}): React.JSX.Element | null {
  const { documents } = useStore(desk);
  const changed = services.filter(({ source, written }) =>
    documents.some((d) => d.file === source.file && d.text !== written),
  );
  if (changed.length === 0) return null;
  const names = [...new Set(changed.map((s) => s.source.file.split('/').at(-1)))].join(', ');
  return (
    <p className="notice warn" role="status">
      {names} has changed since: the group is held against what it was.
    </p>
  );
}

function Monitors({ verdicts }: { readonly verdicts: readonly Monitored[] }): React.JSX.Element {
  return (
    <ul className="monitors" aria-label="Monitors">
      {verdicts.length === 0 ? <li className="dim">the monitors have not looked yet</li> : null}
      {verdicts.map(({ service, events, summary }) => (
        <li key={service} className={summary.tone}>
          <span title={summary.title}>
            {summary.tone === 'good' ? '✓' : summary.tone === 'bad' ? '✗' : '?'} {service}
          </span>
          <span className="dim">
            {' '}
            {summary.tone === 'good' ? `${events} events` : summary.title}
          </span>{' '}
          <button
            type="button"
            className="quiet"
            aria-label={`Open as a run of ${service}`}
            title={`Open what has happened in the run panel, as a run of ${service}`}
            onClick={() => void liveCommands.openRun(service)}
          >
            Open as a run
          </button>
          {summary.tone === 'good' || summary.place !== undefined ? null : (
            <p>{summary.details.slice(0, 3).join('; ')}</p>
          )}
          {summary.place === undefined ? null : (
            <p>
              <code>{summary.place}</code> {summary.reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
