/** Which derivation, and how hard its steps are looked at. */
import { useState } from 'react';
import { checking } from '../app/checking.js';
import { desk } from '../app/workbench.js';
import { derivationRoom } from '../prove/controller.js';
import { isBusy } from '../prove/room.js';
import { summaryText, wholeTally } from '../prove/rows.js';
import { useStore } from '../state/use-store.js';
import { deriveCommands, deriving, isStale } from './controller.js';

export function DeriveBar(): React.JSX.Element {
  const { findings } = useStore(checking);
  const { working, view } = useStore(deriving);
  const names = (findings?.units ?? []).filter((u) => u.kind === 'derivation').map((u) => u.name);
  const [chosen, choose] = useState('');
  const name = names.includes(chosen) ? chosen : names[0];
  const isWrong = findings?.findings.some((f) => f.severity === 'error') === true;
  return (
    <div className="toolbar">
      <form
        className="toolbar-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (findings !== undefined && name !== undefined)
            void deriveCommands.derive(findings.file, name);
        }}
      >
        <Which names={names} name={name} choose={choose} />
        <button
          type="submit"
          className={view === undefined ? 'primary' : ''}
          disabled={name === undefined || isWrong || working !== undefined}
        >
          Derive
        </button>
      </form>
      <JudgeRow />
      <ProveRow />
      <Stale isWrong={isWrong} />
    </div>
  );
}

interface WhichProps {
  readonly names: readonly string[];
  readonly name: string | undefined;
  readonly choose: (name: string) => void;
}

function Which({ names, name, choose }: WhichProps): React.JSX.Element {
  return (
    <select
      aria-label="Which derivation"
      className="grow"
      value={name ?? ''}
      disabled={names.length === 0}
      onChange={(event) => {
        choose(event.target.value);
      }}
    >
      {names.length === 0 ? <option value="">no derivation in this text</option> : null}
      {names.map((n) => (
        <option key={n}>{n}</option>
      ))}
    </select>
  );
}

function JudgeRow(): React.JSX.Element {
  const { view, working } = useStore(deriving);
  const [inputs, setInputs] = useState(1);
  const [limit, setLimit] = useState(5000);
  return (
    <form
      className="toolbar-row"
      onSubmit={(event) => {
        event.preventDefault();
        void deriveCommands.judge({ inputs, limit, runs: 40, steps: 60 });
      }}
    >
      <button
        type="submit"
        className={view === undefined ? '' : 'primary'}
        disabled={view === undefined || working !== undefined}
      >
        Check the steps
      </button>
      <Bound label="inputs" value={inputs} least={1} change={setInputs} />
      <Bound label="states" value={limit} least={100} change={setLimit} />
      <span className="grow derive-said dim" role="status">
        {working?.said}
      </span>
      {working === undefined ? null : (
        <button type="button" onClick={deriveCommands.stop}>
          Stop
        </button>
      )}
    </form>
  );
}

/** What was derived stays, with the word that it is old. */
function Stale({ isWrong }: { readonly isWrong: boolean }): React.JSX.Element | null {
  useStore(desk);
  if (!isStale(useStore(deriving))) return null;
  return (
    <p className="notice warn" role="status">
      {isWrong
        ? 'The text has errors, which are under Problems; this was derived from what it was.'
        : 'The text has changed since: derive again.'}
    </p>
  );
}

/** The steps' theorems are asked of the solver, for any number of processes. */
function ProveRow(): React.JSX.Element {
  const { view } = useStore(deriving);
  const proof = useStore(derivationRoom.state);
  const { phase, message, results, plan } = proof;
  const said = phase === 'preparing' ? 'making the obligations…' : (message ?? '');
  const tally = plan === undefined ? undefined : wholeTally(plan, results);
  return (
    <div className="toolbar-row">
      <button
        type="button"
        disabled={view === undefined || isBusy(proof)}
        onClick={() => {
          deriveCommands.prove();
        }}
      >
        Prove the steps
      </button>
      <span className="grow derive-said dim" role="status">
        {said === '' && tally !== undefined ? summaryText(tally) : said}
      </span>
      {phase === 'idle' ? null : (
        <button
          type="button"
          onClick={() => {
            derivationRoom.stop();
          }}
        >
          Stop
        </button>
      )}
    </div>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly change: (value: number) => void;
}

function Bound({ label, value, least, change }: BoundProps): React.JSX.Element {
  return (
    <label>
      {label} ≤{' '}
      <input
        className="number"
        type="number"
        min={least}
        value={value}
        onChange={(event) => {
          change(Math.max(least, Math.floor(Number(event.target.value))));
        }}
      />
    </label>
  );
}
