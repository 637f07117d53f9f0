/** The programs from the service to the code, each with what is known of the step to it. */
import { countsOf } from './diff.js';
import { derivationRoom } from '../prove/controller.js';
import type { ProveState } from '../prove/room.js';
import { useStore } from '../state/use-store.js';
import { deriveCommands, type DeriveState } from './controller.js';
import { answeredIn } from '../prove/rows.js';
import { proofOf, theoremOf } from './proofs.js';
import type { DerivedView } from './view.js';

export interface ChainProps {
  readonly view: DerivedView;
  readonly state: DeriveState;
}

export function Chain({ view, state }: ChainProps): React.JSX.Element {
  const last = view.steps.length;
  const move = (event: React.KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, state.shown + by));
    deriveCommands.show(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div className="chain" role="tablist" aria-label="Steps of the derivation" onKeyDown={move}>
      <span className="chain-service">{view.service}</span>
      {view.steps.map((step, i) => (
        <Link key={step.after} index={i} state={state} title={step.transformation}>
          {step.after}
        </Link>
      ))}
      <Link index={last} state={state} title="generate">
        TypeScript
      </Link>
    </div>
  );
}

interface LinkProps {
  readonly index: number;
  readonly state: DeriveState;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Link({ index, state, title, children }: LinkProps): React.JSX.Element {
  const proof = useStore(derivationRoom.state);
  const mark = markOf(state, index, proof);
  const isShown = state.shown === index;
  return (
    <button
      type="button"
      role="tab"
      className="chain-step"
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      onClick={() => {
        deriveCommands.show(index);
      }}
    >
      <span className="chain-arrow">→ {title}</span>
      <span className="chain-name">
        {children} <Mark mark={mark} />
      </span>
    </button>
  );
}

type MarkKind = 'proved' | 'holds' | 'refuted' | 'unknown' | 'working' | 'none';

/** A proof outweighs what was seen in small scopes; what is wrong outweighs everything. */
function markOf(
  { judged, working, view }: DeriveState,
  index: number,
  proof: ProveState,
): MarkKind {
  const step = view?.steps[index];
  if (step === undefined) return 'none';
  const seen = judged[index]?.verdict;
  const tally = proofOf(proof.plan, proof.results, step.after);
  if (seen === 'refuted' || (tally?.refuted ?? 0) > 0) return 'refuted';
  if (isWorking(proof, step.after) || (working?.what === 'judging' && working.index === index))
    return 'working';
  if (tally === undefined || answeredIn(tally) < tally.all) return seen ?? 'none';
  return tally.proved === tally.all ? 'proved' : 'unknown';
}

function isWorking({ plan, phase, only }: ProveState, after: string): boolean {
  const theorem = theoremOf(plan, after);
  if (phase !== 'proving' || theorem === undefined) return false;
  return only?.includes(theorem.claim.name) !== false;
}

const SIGNS: Readonly<Record<MarkKind, readonly [sign: string, label: string, tone: string]>> = {
  proved: ['✓', 'proved', 'good proved'],
  holds: ['✓', 'holds', 'good'],
  refuted: ['✗', 'refuted', 'bad'],
  unknown: ['?', 'not all is known', 'warn'],
  working: ['…', 'being checked', 'dim'],
  none: ['', '', 'dim'],
};

function Mark({ mark }: { readonly mark: MarkKind }): React.JSX.Element {
  const [sign, label, tone] = SIGNS[mark];
  return (
    <span className={`chain-mark ${tone}`} title={label}>
      {sign}
    </span>
  );
}

export function countsText(diff: Parameters<typeof countsOf>[0]): string {
  const { added, removed, changed, same } = countsOf(diff);
  return `${added} added, ${changed} changed, ${removed} removed, ${same} the same`;
}
