/** What a user does at a member: an input of the service, one by chance, a leave; and a link made slow. */
import { useState } from 'react';
import { liveCommands, type LiveState } from './controller.js';
import type { LiveInput } from './inputs.js';

export interface ControlsProps {
  readonly state: LiveState;
  readonly inputs: readonly LiveInput[];
}

export function Controls({ state, inputs }: ControlsProps): React.JSX.Element {
  const alive = state.members.filter((m) => m.state === 'alive').map((m) => m.name);
  const [wanted, want] = useState('');
  const process = alive.includes(wanted) ? wanted : alive[0];
  if (process === undefined) return <p className="notice warn">Nobody is alive.</p>;
  return (
    <div className="toolbar live-controls">
      <InputRow inputs={inputs} process={process}>
        <Choice label="At which member" value={process} of={alive} change={want} />
      </InputRow>
      <div className="toolbar-row">
        <button type="button" onClick={() => void liveCommands.do({ kind: 'chance', process })}>
          By chance
        </button>
        {state.started?.canLeave === true ? (
          <button type="button" onClick={() => void liveCommands.do({ kind: 'leave', process })}>
            Leave
          </button>
        ) : null}
        {state.options.where === 'processes' ? null : (
          <SlowLink from={process} others={alive.filter((name) => name !== process)} />
        )}
      </div>
    </div>
  );
}

interface InputRowProps {
  readonly inputs: readonly LiveInput[];
  readonly process: string;
  readonly children: React.ReactNode;
}

function InputRow({ inputs, process, children }: InputRowProps): React.JSX.Element {
  const [wanted, want] = useState('');
  const [texts, setTexts] = useState<readonly string[]>(['hello']);
  const input = inputs.find((i) => i.action === wanted) ?? inputs[0];
  if (input === undefined) return <div className="toolbar-row">{children}</div>;
  const { action, fields } = input;
  return (
    <form
      className="toolbar-row"
      onSubmit={(event) => {
        event.preventDefault();
        void liveCommands.do({ kind: 'input', process, action, texts });
      }}
    >
      {children}
      <Choice label="What to do" value={action} of={inputs.map((i) => i.action)} change={want} />
      {fields.map((field, i) => (
        <input
          key={field}
          aria-label={field}
          placeholder={field}
          className="grow"
          value={texts[i] ?? ''}
          onChange={(event) => {
            setTexts(fields.map((_, k) => (k === i ? event.target.value : (texts[k] ?? ''))));
          }}
        />
      ))}
      <button type="submit" className="primary">
        Do it
      </button>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly of: readonly string[];
  readonly change: (value: string) => void;
}

function Choice({ label, value, of, change }: ChoiceProps): React.JSX.Element {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        change(event.target.value);
      }}
    >
      {of.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

interface SlowLinkProps {
  readonly from: string;
  readonly others: readonly string[];
}

function SlowLink({ from, others }: SlowLinkProps): React.JSX.Element {
  const [wanted, want] = useState('');
  const [by, setBy] = useState(100);
  const to = others.includes(wanted) ? wanted : others[0];
  if (to === undefined) return <></>;
  return (
    <span className="toolbar-group">
      <button type="button" onClick={() => void liveCommands.do({ kind: 'slow', from, to, by })}>
        Slow the link
      </button>
      to <Choice label="The link to" value={to} of={others} change={want} /> by
      <input
        className="number wide"
        type="number"
        aria-label="Milliseconds"
        min={0}
        max={5000}
        value={by}
        onChange={(event) => {
          setBy(Math.max(0, Math.min(5000, Number(event.target.value))));
        }}
      />
      ms
    </span>
  );
}
