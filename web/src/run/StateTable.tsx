/** The state at the moment looked at, what the last step changed marked; of one process, or of all. */
import { useState } from 'react';
import { currentMoment, type History } from './history.js';
import { stateRows, type StateRow } from './state-rows.js';
import type { AutomatonView } from './view.js';

export interface StateTableProps {
  readonly view: AutomatonView;
  readonly history: History;
}

export function StateTable({ view, history }: StateTableProps): React.JSX.Element {
  const [process, setProcess] = useState('');
  const moment = currentMoment(history);
  const before = moment.before === undefined ? undefined : history.moments[moment.before]?.state;
  const rows = stateRows(
    view,
    moment.state,
    before,
    view.lanes.includes(process) ? process : undefined,
  );
  return (
    <section aria-label="State">
      <header className="run-head">
        <h3>State</h3>
        <select
          aria-label="Of which process"
          value={process}
          onChange={(event) => {
            setProcess(event.target.value);
          }}
        >
          <option value="">all</option>
          {view.lanes.map((lane) => (
            <option key={lane}>{lane}</option>
          ))}
        </select>
      </header>
      <dl className="state-rows">
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </dl>
    </section>
  );
}

function Row({ row }: { readonly row: StateRow }): React.JSX.Element {
  const changed = row.before !== undefined;
  return (
    <div className={changed ? 'state-row changed' : 'state-row'}>
      <dt>{row.name}</dt>
      <dd>
        {changed ? <s>{row.before}</s> : null} {row.value}
      </dd>
    </div>
  );
}
