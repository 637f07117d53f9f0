/** What is run, in which scope, by which seed; and taking the run elsewhere. */
import { useEffect, useState } from 'react';
import { checking } from '../app/checking.js';
import { desk, versionOf } from '../app/workbench.js';
import { useStore } from '../state/use-store.js';
import { running, runCommands } from './controller.js';
import { ExportMenu } from './ExportMenu.js';
import type { Target } from '../spec/instance.js';

export function Toolbar(): React.JSX.Element {
  const { target } = useStore(running);
  if (target === undefined) return <></>;
  return (
    <div className="toolbar">
      <TargetRow key={`${target.file} ${target.unit}`} target={target} />
      <div className="toolbar-row">
        <RandomRun />
        <ExportMenu />
      </div>
    </div>
  );
}

/** Below, where it moves nothing: what is going on, and the way to end it. */
export function RunFoot(): React.JSX.Element {
  const { target, version, working } = useStore(running);
  useStore(desk);
  const changed = target !== undefined && versionOf(target.file) !== version;
  return (
    <footer className="run-foot">
      <span role="status">
        {working ? 'working…' : changed ? 'The text has changed since: start over to run it.' : ''}
      </span>
      {working ? (
        <button type="button" onClick={runCommands.stop}>
          Stop
        </button>
      ) : null}
    </footer>
  );
}

function TargetRow({ target }: { readonly target: Target }): React.JSX.Element {
  const { findings } = useStore(checking);
  const [scope, setScope] = useState(target.scope);
  useEffect(() => {
    setScope(target.scope);
  }, [target.scope]);
  const units = findings?.file === target.file ? findings.units.filter((u) => u.runs) : [];
  const names = [...new Set([target.unit, ...units.map((u) => u.name)])];
  const open = (changes: Partial<Target>): void => {
    void runCommands.open({ ...target, scope, ...changes });
  };
  return (
    <form
      className="toolbar-row"
      onSubmit={(event) => {
        event.preventDefault();
        open({});
      }}
    >
      <select
        aria-label="What to run"
        value={target.unit}
        onChange={(event) => {
          open({ unit: event.target.value, scope: '' });
        }}
      >
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <ScopeField scope={scope} change={setScope} />
      <button type="submit" className="primary">
        Start over
      </button>
    </form>
  );
}

interface ScopeFieldProps {
  readonly scope: string;
  readonly change: (scope: string) => void;
}

function ScopeField({ scope, change }: ScopeFieldProps): React.JSX.Element {
  return (
    <input
      aria-label="Scope"
      className="grow mono"
      value={scope}
      placeholder="Proc=2,Msg=2"
      spellCheck={false}
      onChange={(event) => {
        change(event.target.value);
      }}
    />
  );
}

const STEPS = [20, 50, 200, 1000];

function RandomRun(): React.JSX.Element {
  const [seed, setSeed] = useState(1);
  const [steps, setSteps] = useState(50);
  return (
    <form
      className="toolbar-group"
      onSubmit={(event) => {
        event.preventDefault();
        void runCommands.random(seed, steps);
      }}
    >
      <button type="submit">Random run</button>
      <label>
        seed{' '}
        <input
          type="number"
          min={0}
          className="number"
          value={seed}
          onChange={(event) => {
            setSeed(Math.max(0, Math.floor(Number(event.target.value))));
          }}
        />
      </label>
      <select
        aria-label="Steps"
        value={steps}
        onChange={(event) => {
          setSteps(Number(event.target.value));
        }}
      >
        {STEPS.map((n) => (
          <option key={n} value={n}>
            {n} steps
          </option>
        ))}
      </select>
    </form>
  );
}
