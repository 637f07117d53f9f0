/** What group is started, from which seed; and its playing and pausing. */
import { useState } from 'react';
import { deriving } from '../derive/controller.js';
import { serverKey } from '../browser/server-key.js';
import { useStore } from '../state/use-store.js';
import type { GroupOptions } from './group.js';
import { liveCommands, stackNames, type LiveState } from './controller.js';

export function StartBar({ state }: { readonly state: LiveState }): React.JSX.Element {
  const [options, change] = useState(state.options);
  const isRunning = state.started !== undefined;
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        void liveCommands.start(options);
      }}
    >
      <div className="toolbar-row">
        <StackChoice
          value={options.stack}
          first={state.options.stack}
          change={(stack) => {
            change({ ...options, stack });
          }}
        />
        <Place options={options} change={change} />
        <Counts options={options} change={change} />
        <button type="submit" className={isRunning ? '' : 'primary'}>
          {isRunning ? 'Start over' : 'Start the group'}
        </button>
      </div>
      <PlayRow state={state} />
    </form>
  );
}

/** Only a server can start processes. */
function Place({ options, change }: CountsProps): React.JSX.Element {
  const hasServer = serverKey() !== undefined;
  return (
    <select
      aria-label="Where it runs"
      title={hasServer ? 'Where it runs' : 'Real processes need `maat web`, opened at its address'}
      value={options.where}
      onChange={(event) => {
        change({ ...options, where: event.target.value === 'page' ? 'page' : 'processes' });
      }}
    >
      <option value="page">in this page</option>
      <option value="processes" disabled={!hasServer}>
        real processes
      </option>
    </select>
  );
}

interface CountsProps {
  readonly options: GroupOptions;
  readonly change: (options: GroupOptions) => void;
}

function Counts({ options, change }: CountsProps): React.JSX.Element {
  return (
    <>
      <Count
        label="members"
        value={options.members}
        most={9}
        change={(members) => {
          change({ ...options, members });
        }}
      />
      {options.where === 'processes' ? null : (
        <Count
          label="seed"
          value={options.seed}
          most={999_999}
          change={(seed) => {
            change({ ...options, seed });
          }}
        />
      )}
    </>
  );
}

interface StackChoiceProps {
  readonly value: string;
  /** What there is as long as the others are not known. */
  readonly first: string;
  readonly change: (stack: string) => void;
}

/** Those of the registry, and the layer that was derived last over its virtual synchrony. */
function StackChoice({ value, first, change }: StackChoiceProps): React.JSX.Element {
  const registered = useStore(stackNames);
  const { view } = useStore(deriving);
  const names = [
    ...(registered.length === 0 ? [first] : registered),
    ...(view === undefined || registered.includes(view.layer) ? [] : [view.layer]),
  ];
  return (
    <select
      aria-label="Which stack"
      className="grow"
      value={value}
      onChange={(event) => {
        change(event.target.value);
      }}
    >
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

function PlayRow({ state }: { readonly state: LiveState }): React.JSX.Element {
  const idle = state.started === undefined;
  return (
    <div className="toolbar-row">
      <button type="button" disabled={idle} onClick={liveCommands.pause}>
        {state.playing || idle ? 'Pause' : 'Go on'}
      </button>
      <button type="button" disabled={idle} onClick={() => void liveCommands.do({ kind: 'join' })}>
        Join
      </button>
      <button type="button" disabled={idle} onClick={() => void liveCommands.merge()}>
        Merge
      </button>
      <LossSlider state={state} />
      <button type="button" disabled={idle} onClick={() => void liveCommands.save()}>
        Save traces
      </button>
    </div>
  );
}

function LossSlider({ state }: { readonly state: LiveState }): React.JSX.Element {
  const [percent, set] = useState(state.options.loss);
  return (
    <label className="live-loss">
      loss{' '}
      <input
        type="range"
        min={0}
        max={60}
        step={5}
        value={percent}
        onChange={(event) => {
          const next = Number(event.target.value);
          set(next);
          void liveCommands.do({ kind: 'loss', percent: next });
        }}
      />
      <span>{percent} %</span>
    </label>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly change: (value: number) => void;
}

function Count({ label, value, most, change }: CountProps): React.JSX.Element {
  return (
    <label>
      {label}{' '}
      <input
        className={most > 99 ? 'number wide' : 'number'}
        type="number"
        min={1}
        max={most}
        value={value}
        onChange={(event) => {
          change(Math.min(most, Math.max(1, Math.floor(Number(event.target.value)))));
        }}
      />
    </label>
  );
}
