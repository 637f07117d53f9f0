/** A counterexample to induction drawn: the state before, the step, the state after with what it changed, what is false then. */
import { showPanel } from '../app/panels.js';
import type { StateRow } from '../run/state-rows.js';
import type { Fails, Picture } from './picture.js';
import type { ProofRoom } from './room.js';

export interface CounterexampleProps {
  readonly picture: Picture;
  readonly room: ProofRoom;
}

export function Counterexample({ picture, room }: CounterexampleProps): React.JSX.Element {
  const { automaton, scope, before, step, after, abstract, fails, run } = picture;
  return (
    <figure className="counterexample" aria-label="Counterexample">
      <div className="states">
        <StateBox title={`${automaton} before`} rows={before} />
        <div className="step">
          <code>{step}</code>
          <span aria-hidden="true">→</span>
        </div>
        {after.length === 0 ? (
          <p className="bad">its effect is undefined</p>
        ) : (
          <StateBox title={`${automaton} after`} rows={after} />
        )}
      </div>
      {abstract === undefined ? null : (
        <StateBox title={`${abstract.automaton} before`} rows={abstract.before} />
      )}
      <FalseConjunct fails={fails} />
      <figcaption>
        <span className="dim">{scope}</span>
        {run === undefined ? null : (
          <button
            type="button"
            onClick={() => {
              room.openRun(run);
              showPanel('run');
            }}
          >
            Open as a run
          </button>
        )}
      </figcaption>
    </figure>
  );
}

function FalseConjunct({ fails }: { readonly fails: Fails }): React.JSX.Element {
  return (
    <div className="fails">
      <p>
        <b className="bad">false after the step: {fails.name}</b>
      </p>
      <pre>{fails.text}</pre>
      <dl>
        {fails.terms.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface StateBoxProps {
  readonly title: string;
  readonly rows: readonly StateRow[];
}

function StateBox({ title, rows }: StateBoxProps): React.JSX.Element {
  return (
    <section className="state-box">
      <h4>{title}</h4>
      <dl className="state-rows">
        {rows.map(({ name, value, before }) => (
          <div key={name} className={before === undefined ? 'state-row' : 'state-row changed'}>
            <dt>{name}</dt>
            <dd>
              {before === undefined ? null : <s>{before}</s>} {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
