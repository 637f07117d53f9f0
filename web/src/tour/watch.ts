/** Where the tour is, and what the panels say to it. */
import { checking } from '../app/checking.js';
import { desk, versionOf } from '../app/workbench.js';
import { recall, remember } from '../browser/storage.js';
import { deriving } from '../derive/controller.js';
import { proofOf } from '../derive/proofs.js';
import { exploring } from '../explore/controller.js';
import { isParted, living } from '../live/controller.js';
import { derivationRoom, proving } from '../prove/controller.js';
import { signOf, tallyOf } from '../prove/rows.js';
import { running } from '../run/controller.js';
import { pathOf } from '../run/history.js';
import { currentDocument } from '../state/documents.js';
import { storeOf } from '../state/store.js';
import type { Facts } from './facts.js';
import { TOUR } from './steps.js';

export interface TourState {
  readonly isOpen: boolean;
  readonly at: number;
  /** How far it was done: what is behind is not asked again. */
  readonly done: number;
}

export const tour = storeOf<TourState>(fromStorage(recall('tour')));

export const tourCommands = {
  toggle: (): void => {
    change({ isOpen: !tour.get().isOpen });
    look();
  },
  go: (at: number): void => {
    change({ at: Math.min(TOUR.length - 1, Math.max(0, at)) });
    look();
  },
  restart: (): void => {
    change({ at: 0, done: 0 });
  },
};

/** Called once: looks whenever a panel has something new. */
export function startTour(): void {
  const proofs = derivationRoom.state;
  for (const store of [desk, checking, running, exploring, proving, deriving, proofs, living])
    store.subscribe(look);
}

function look(): void {
  const { isOpen, at, done } = tour.get();
  if (!isOpen || done > at || TOUR[at]?.isDone(factsNow()) !== true) return;
  change({ done: at + 1 });
}

function change(changes: Partial<TourState>): void {
  tour.update((t) => ({ ...t, ...changes }));
  remember('tour', tour.get());
}

function fromStorage(json: unknown): TourState {
  const nothing = { isOpen: false, at: 0, done: 0 };
  if (typeof json !== 'object' || json === null) return nothing;
  const { isOpen, at, done } = json as Readonly<Record<string, unknown>>;
  if (typeof at !== 'number' || typeof done !== 'number' || TOUR[at] === undefined) return nothing;
  return { isOpen: isOpen === true, at, done };
}

function factsNow(): Facts {
  const document = currentDocument(desk.get());
  const { findings } = checking.get();
  const isChecked = findings !== undefined && findings.file === document?.file;
  return {
    text: document?.text,
    isRight: isChecked && findings.findings.every((f) => f.severity !== 'error'),
    units: isChecked ? findings.units : [],
    run: runFacts(),
    explored: exploredFacts(),
    proved: provedFacts(),
    derived: derivedFacts(),
    live: liveFacts(),
  };
}

function runFacts(): Facts['run'] {
  const { target, history } = running.get();
  const steps = history === undefined ? [] : pathOf(history).flatMap((m) => m.step ?? []);
  return { unit: target?.unit, actions: steps.map((s) => s.action) };
}

function exploredFacts(): Facts['explored'] {
  const { target, result } = exploring.get();
  return { unit: target?.unit, held: result?.verdict === 'holds' ? result.invariants : [] };
}

function provedFacts(): Facts['proved'] {
  const { plan, results, file, version } = proving.get();
  const { current } = desk.get();
  if (plan === undefined || current === undefined) return [];
  if (file !== current || version !== versionOf(current)) return [];
  const proved = plan.theorems.filter(
    (t) => signOf(tallyOf(t, t.actions, results)) === 'proved' && t.actions.length > 0,
  );
  return proved.flatMap((t) => t.about);
}

function derivedFacts(): Facts['derived'] {
  const { plan, results } = derivationRoom.state.get();
  const { view, code, judged, line } = deriving.get();
  return {
    service: view?.service,
    hasCode: code !== undefined,
    sawClause: line !== undefined && code?.lines[line]?.from?.kind === 'service',
    isStepProved: (view?.steps ?? []).some(({ after }) => {
      const tally = proofOf(plan, results, after);
      return tally !== undefined && tally.proved === tally.all;
    }),
    allHold: judged.length > 0 && judged.every((j) => j?.verdict === 'holds'),
  };
}

function liveFacts(): Facts['live'] {
  const state = living.get();
  const { started, steps, verdicts } = state;
  return {
    service: started?.service,
    actions: steps.map((s) => s.action),
    isParted: isParted(state),
    isGood: verdicts.length > 0 && verdicts.every((v) => v.summary.tone === 'good'),
  };
}
