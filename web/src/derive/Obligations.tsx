/** What has to hold for a step, by action, green where it was checked; and how it was looked at. */
import type { Source } from '@maat/spec-lang';
import { deriveCommands } from './controller.js';
import type { Failure, JudgedView, Look } from './judged.js';
import { groupsOf, toneOf, type ObligationGroup } from './obligation-groups.js';
import type { ObligationView } from './view.js';

export interface ObligationsProps {
  readonly obligations: readonly ObligationView[];
  readonly judged: JudgedView | undefined;
  /** The text of the step, in which its automaton stands. */
  readonly source: Source;
}

export function Obligations({ obligations, judged, source }: ObligationsProps): React.JSX.Element {
  const groups = groupsOf(obligations, judged?.words ?? {});
  const met = groups.reduce((sum, g) => sum + g.met, 0);
  return (
    <section className="obligations" aria-label="Obligations">
      <h3>
        {obligations.length === 0
          ? 'The layer over its service, beside the service it implements'
          : `Obligations: ${met} of ${obligations.length} hold as far as was looked`}
      </h3>
      {judged === undefined ? null : <Looks looks={judged.looks} />}
      {judged?.failure === undefined ? null : (
        <FailureView failure={judged.failure} source={source} />
      )}
      {groups.map((group) => (
        <Group key={group.name} group={group} />
      ))}
    </section>
  );
}

function Group({ group }: { readonly group: ObligationGroup }): React.JSX.Element {
  const { name, rows, met } = group;
  return (
    <details className="obligation-group">
      <summary>
        <span className={`obligation-mark ${toneOf(group)}`}>{signOf(group)}</span>
        <code>{name}</code>
        <span className="dim">
          {met} of {rows.length}
        </span>
      </summary>
      <ul>
        {rows.map((row) => (
          <li key={row.name}>
            <span className={`obligation-word ${row.tone}`}>{row.word}</span>
            <span title={row.what}>{row.name}</span>
            <code>{row.what}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function signOf(group: ObligationGroup): string {
  const tone = toneOf(group);
  return tone === 'good' ? '●' : tone === 'bad' ? '✗' : '○';
}

function Looks({ looks }: { readonly looks: readonly Look[] }): React.JSX.Element {
  return (
    <ul className="looks">
      {looks.map(({ word, scope, distinct }) => (
        <li key={`${word} ${scope}`}>
          <span className={word === 'refuted' ? 'bad' : 'good'}>{word}</span>{' '}
          {distinct === undefined ? 'random runs' : `${distinct.toLocaleString('en')} states`},{' '}
          <code>{scope}</code>
        </li>
      ))}
    </ul>
  );
}

interface FailureProps {
  readonly failure: Failure;
  readonly source: Source;
}

function FailureView({ failure, source }: FailureProps): React.JSX.Element {
  return (
    <div className="notice bad" role="alert">
      <p>{failure.text}</p>
      <button
        type="button"
        onClick={() => {
          deriveCommands.openFailure(source, failure);
        }}
      >
        Open the counterexample
      </button>
      <ol>
        {failure.steps.map((step, i) => (
          <li key={i}>
            <code>{step}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
