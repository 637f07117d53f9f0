/** What has to hold for a step, by action, green where it was checked or proved; and how it was looked at. */
import { useState } from 'react';
import type { Source } from '@maat/spec-lang';
import { derivationRoom } from '../prove/controller.js';
import { Details } from '../prove/Details.js';
import { ObligationTree } from '../prove/ObligationTree.js';
import type { TheoremPlan } from '../prove/plan.js';
import { isBusy, type ProveState } from '../prove/room.js';
import { summaryText, tallyOf } from '../prove/rows.js';
import { WhyList } from '../prove/WhyList.js';
import { useStore } from '../state/use-store.js';
import { deriveCommands } from './controller.js';
import type { Failure, JudgedView, Look } from './judged.js';
import { groupsOf, toneOf, type ObligationGroup } from './obligation-groups.js';
import { seenAs, theoremOf } from './proofs.js';
import type { StepView } from './view.js';

export interface ObligationsProps {
  readonly step: StepView;
  readonly judged: JudgedView | undefined;
}

export function Obligations({ step, judged }: ObligationsProps): React.JSX.Element {
  const proof = useStore(derivationRoom.state);
  const theorem = theoremOf(proof.plan, step.after);
  const source = { file: step.file, text: step.text };
  return (
    <section className="obligations" aria-label="Obligations">
      <header className="obligations-head">
        <h3>{titleOf(step, judged, theorem, proof)}</h3>
        <ProveStep after={step.after} isBusy={isBusy(proof)} />
      </header>
      {judged === undefined ? null : <Looks looks={judged.looks} />}
      {judged?.failure === undefined ? null : (
        <FailureView failure={judged.failure} source={source} />
      )}
      {theorem === undefined ? (
        groupsOf(step.obligations, judged?.words ?? {}).map((group) => (
          <Group key={group.name} group={group} />
        ))
      ) : (
        <Proof
          key={step.after}
          theorem={theorem}
          proof={proof}
          seen={seenAs(theorem, step.obligations, judged?.words ?? {})}
        />
      )}
    </section>
  );
}

function titleOf(
  { obligations }: StepView,
  judged: JudgedView | undefined,
  theorem: TheoremPlan | undefined,
  { results }: ProveState,
): string {
  if (theorem !== undefined) {
    const tally = tallyOf(theorem, theorem.actions, results);
    return `Obligations: ${summaryText(tally).replace(' obligations', '')}`;
  }
  if (obligations.length === 0)
    return 'The layer over its service, beside the service it implements';
  const groups = groupsOf(obligations, judged?.words ?? {});
  const met = groups.reduce((sum, g) => sum + g.met, 0);
  return `Obligations: ${met} of ${obligations.length} hold as far as was looked`;
}

interface ProveStepProps {
  readonly after: string;
  readonly isBusy: boolean;
}

function ProveStep({ after, isBusy }: ProveStepProps): React.JSX.Element {
  return (
    <button
      type="button"
      disabled={isBusy}
      onClick={() => {
        deriveCommands.prove(after);
      }}
    >
      Prove this step
    </button>
  );
}

interface ProofProps {
  readonly theorem: TheoremPlan;
  readonly proof: ProveState;
  readonly seen: ReadonlyMap<string, string>;
}

/** As in the panel of proofs, of one theorem. */
function Proof({ theorem, proof, seen }: ProofProps): React.JSX.Element {
  const [chosen, setChosen] = useState<string>();
  const plan = { kind: 'plan', theorems: [theorem] } as const;
  const whys = proof.whys.filter((w) => w.theorem === theorem.claim.name);
  return (
    <div className="derive-proof">
      <ObligationTree
        plan={plan}
        results={proof.results}
        whys={whys}
        seen={seen}
        chosen={chosen}
        choose={setChosen}
      />
      <WhyList whys={whys} room={derivationRoom} />
      <Details room={derivationRoom} plan={plan} results={proof.results} chosen={chosen} />
    </div>
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
