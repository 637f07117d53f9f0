/** A field in which an expression over the state is typed, and what each of those typed is at the moment looked at. */
import { useEffect, useState } from 'react';
import { useStore } from '../state/use-store.js';
import { runCommands } from './controller.js';
import type { History } from './history.js';
import { watchCommands, watching, type Change, type WatchRow } from './watch.js';

export function Watches({ history }: { readonly history: History }): React.JSX.Element {
  const { expressions, rows } = useStore(watching);
  useEffect(() => {
    void watchCommands.look(history);
  }, [history, expressions]);
  return (
    <section className="watches" aria-label="Expressions">
      <Field />
      <ul>
        {rows.map((row) => (
          <Watch key={row.typed} row={row} history={history} />
        ))}
      </ul>
    </section>
  );
}

function Field(): React.JSX.Element {
  const [typed, setTyped] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        watchCommands.add(typed);
        setTyped('');
      }}
    >
      <input
        aria-label="Expression to evaluate"
        className="grow mono"
        placeholder="an expression over the state"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <button type="submit">Evaluate</button>
    </form>
  );
}

interface WatchProps {
  readonly row: WatchRow;
  readonly history: History;
}

function Watch({ row, history }: WatchProps): React.JSX.Element {
  const { typed, text, isWrong, before } = row;
  const [isOpen, open] = useState(false);
  return (
    <li className={before === undefined ? 'state-row' : 'state-row changed'}>
      <span className="watch-head">
        <code>{typed}</code>
        <button
          type="button"
          className="quiet"
          aria-expanded={isOpen}
          disabled={isWrong && before === undefined}
          onClick={() => {
            open(!isOpen);
          }}
        >
          along the run
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={`Evaluate ${typed} no more`}
          onClick={() => {
            watchCommands.remove(typed);
          }}
        >
          ×
        </button>
      </span>
      <span className={isWrong ? 'watch-value warn' : 'watch-value'} role="status">
        {before === undefined ? null : <s>{before}</s>} {text}
      </span>
      {isOpen ? <Along typed={typed} history={history} /> : null}
    </li>
  );
}

/** More changes than these nobody reads. */
const SHOWN = 200;

function Along({
  typed,
  history,
}: {
  readonly typed: string;
  readonly history: History;
}): React.JSX.Element {
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const { moments, tip } = history;
  useEffect(() => {
    let isGone = false;
    watchCommands.along(typed, history).then(
      (found) => {
        if (!isGone) setChanges(found);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
    // Where one looks changes nothing of the run.
  }, [typed, moments, tip]);
  return (
    <ol className="watch-along" aria-label={`${typed} along the run`}>
      {changes.slice(0, SHOWN).map(({ at, text }) => (
        <li key={at}>
          <button type="button" className="quiet" onClick={() => void runCommands.goTo(at)}>
            step {at}
          </button>{' '}
          {text}
        </li>
      ))}
    </ol>
  );
}
