/** Every state of a scope: how far the search is, what it has seen of each action, what it says. */
import { useState } from 'react';
import { showPanel } from '../app/panels.js';
import { Empty, Panel } from '../app/Panel.js';
import { useStore } from '../state/use-store.js';
import { desk, versionOf } from '../app/workbench.js';
import { running } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import type { Bounds } from '../workers/explore.worker.js';
import {
  drawGraph,
  exploring,
  openCounterexample,
  startSearch,
  stopSearch,
  type DrawnGraph,
  type ExploreState,
} from './controller.js';
import { MOST_STATES } from './graph.js';
import { GraphView } from './GraphView.js';
import { rateText, verdictText, type Coverage, type Explored } from './figures.js';

export function ExplorePanel(): React.JSX.Element {
  const { target } = useStore(running);
  const state = useStore(exploring);
  return (
    <Panel id="explore" label="Explore">
      {target === undefined ? (
        <Empty>Open a text to explore it.</Empty>
      ) : (
        <Settings target={target} searching={state.searching} />
      )}
      {state.message === undefined ? null : <p className="notice warn">{state.message}</p>}
      {state.searching ? (
        <Progress distinct={state.progress?.distinct} elapsed={state.elapsed} />
      ) : null}
      {state.result === undefined ? null : <Stale state={state} />}
      {state.result === undefined ? null : (
        <Result
          result={state.result}
          elapsed={state.elapsed}
          unit={state.target?.unit ?? ''}
          drawn={state.drawn}
        />
      )}
    </Panel>
  );
}

/** The last word stays, with the word that it is old. */
function Stale({ state }: { readonly state: ExploreState }): React.JSX.Element | null {
  useStore(desk);
  const { target, version } = state;
  if (target === undefined || versionOf(target.file) === version) return null;
  return (
    <p className="notice warn" role="status">
      The text has changed since: this was said of what it was.
    </p>
  );
}

interface SettingsProps {
  readonly target: Target;
  readonly searching: boolean;
}

function Settings({ target, searching }: SettingsProps): React.JSX.Element {
  const [depth, setDepth] = useState('');
  const [inputs, setInputs] = useState('4');
  const [deadlock, setDeadlock] = useState(false);
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        void startSearch(target, boundsOf(depth, inputs, deadlock));
      }}
    >
      <div className="toolbar-row">
        <b>{target.unit}</b>
        <code className="grow">{target.scope}</code>
        {searching ? (
          <button type="button" onClick={stopSearch}>
            Stop
          </button>
        ) : (
          <button type="submit" className="primary">
            Explore
          </button>
        )}
      </div>
      <div className="toolbar-row">
        <Bound label="inputs at most" value={inputs} change={setInputs} />
        <Bound label="steps at most" value={depth} change={setDepth} />
        <DeadlockBox checked={deadlock} change={setDeadlock} />
      </div>
    </form>
  );
}

interface DeadlockBoxProps {
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
}

function DeadlockBox({ checked, change }: DeadlockBoxProps): React.JSX.Element {
  return (
    <label>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          change(event.target.checked);
        }}
      />{' '}
      deadlock is wrong
    </label>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

function Bound({ label, value, change }: BoundProps): React.JSX.Element {
  return (
    <label>
      {label}{' '}
      <input
        className="number"
        inputMode="numeric"
        placeholder="any"
        value={value}
        onChange={(event) => {
          change(event.target.value.replace(/\D/g, ''));
        }}
      />
    </label>
  );
}

function boundsOf(depth: string, inputs: string, deadlock: boolean): Bounds {
  return {
    ...(depth === '' ? {} : { depth: Number(depth) }),
    ...(inputs === '' ? {} : { inputs: Number(inputs) }),
    ...(deadlock ? { deadlock } : {}),
  };
}

interface ProgressProps {
  readonly distinct: number | undefined;
  readonly elapsed: number;
}

function Progress({ distinct, elapsed }: ProgressProps): React.JSX.Element {
  return (
    <p className="notice" role="status">
      {distinct === undefined
        ? 'searching…'
        : `${distinct.toLocaleString('en')} distinct states, ${rateText(distinct, elapsed)}`}
    </p>
  );
}

interface ResultProps {
  readonly result: Explored;
  readonly elapsed: number;
  readonly unit: string;
  readonly drawn: DrawnGraph | undefined;
}

function Result({ result, elapsed, unit, drawn }: ResultProps): React.JSX.Element {
  const said = verdictText(result);
  const { distinct, generated, depth } = result.figures;
  return (
    <div className="explored">
      <p className={`explored-verdict ${said.tone}`} role="status">
        {unit}: {said.text}
      </p>
      {result.run === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            openCounterexample();
            showPanel('run');
          }}
        >
          Open the counterexample
        </button>
      )}
      <dl className="figures">
        <Figure name="distinct states" value={distinct} />
        <Figure name="generated" value={generated} />
        <Figure name="depth" value={depth} />
      </dl>
      <p className="dim">
        {[rateText(distinct, elapsed), result.scope].filter((t) => t !== '').join(', ')}
      </p>
      <CoverageTable coverage={result.coverage} />
      {distinct > MOST_STATES ? null : drawn === undefined ? (
        <button type="button" onClick={() => void drawGraph()}>
          Draw the states
        </button>
      ) : (
        <GraphView key={result.scope} drawn={drawn} />
      )}
    </div>
  );
}

function Figure({
  name,
  value,
}: {
  readonly name: string;
  readonly value: number;
}): React.JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}

function CoverageTable({
  coverage,
}: {
  readonly coverage: readonly Coverage[];
}): React.JSX.Element {
  const most = Math.max(1, ...coverage.map((c) => c.times));
  return (
    <table className="coverage">
      <thead>
        <tr>
          <th>action</th>
          <th>taken</th>
          <th aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {coverage.map(({ action, times }) => (
          <tr key={action} className={times === 0 ? 'never' : ''}>
            <td>{action}</td>
            <td>{times === 0 ? 'never' : times.toLocaleString('en')}</td>
            <td>
              <span className="bar" style={{ width: `${(100 * times) / most}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
