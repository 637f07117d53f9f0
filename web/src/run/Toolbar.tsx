/** What is run, in which scope, by which seed; and taking the run elsewhere. */
import { useEffect, useState } from 'react';
import { checking } from '../app/workbench.js';
import { useStore } from '../state/use-store.js';
import { running, runCommands, textOf } from './controller.js';
import { ExportMenu } from './ExportMenu.js';
import type { Target } from '../spec/instance.js';

export function Toolbar(): React.JSX.Element {
  const { target, text, working } = useStore(running);
  if (target === undefined) return <></>;
  const changed = textOf(target.file) !== text;
  return (
    <div className="toolbar">
      <TargetRow key={`${target.file} ${target.unit}`} target={target} />
      <div className="toolbar-row">
        <RandomRun />
        <ExportMenu />
        <span className="toolbar-note" role="status">
          {working ? 'working…' : changed ? 'the text has changed since' : ''}
        </span>
        {working ? (
          <button type="button" onClick={runCommands.stop}>
            Stop
          </button>
        ) : null}
      </div>
    </div>
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
      <input
        aria-label="Scope"
        className="grow mono"
        value={scope}
        placeholder="Proc=2,Msg=2"
        spellCheck={false}
        onChange={(event) => {
          setScope(event.target.value);
        }}
      />
      <button type="submit" className="primary">
        Start over
      </button>
    </form>
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
