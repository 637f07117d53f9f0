/** Where one has been: a tree of moments, of which one path is shown and one moment of it looked at. */
import { stateKey, type State, type Step } from '@maat/spec-lang';

export interface Moment {
  readonly id: number;
  /** Undefined: an initial state. */
  readonly before: number | undefined;
  readonly step: Step | undefined;
  readonly state: State;
}

export interface History {
  readonly moments: readonly Moment[];
  /** The last moment of the path that is shown. */
  readonly tip: number;
  /** The place on the path that is looked at, counted from its first moment. */
  readonly at: number;
}

export function beginAt(state: State): History {
  return { moments: [{ id: 0, before: undefined, step: undefined, state }], tip: 0, at: 0 };
}

/** A run as a history, looked at from its end. */
export function historyOf(states: readonly State[], steps: readonly Step[]): History {
  const moments = states.map((state, id) => ({
    id,
    before: id === 0 ? undefined : id - 1,
    step: steps[id - 1],
    state,
  }));
  return { moments, tip: moments.length - 1, at: moments.length - 1 };
}

/** The moments shown, from the initial state to the tip. */
export function pathOf(history: History): readonly Moment[] {
  return pathTo(history, history.tip);
}

export function currentMoment(history: History): Moment {
  const path = pathOf(history);
  const moment = path[history.at] ?? path.at(-1);
  if (moment === undefined) throw new RangeError('a history has at least one moment');
  return moment;
}

/** Goes back and forward in time; beyond the ends is at the ends. */
export function goTo(history: History, at: number): History {
  return { ...history, at: Math.max(0, Math.min(at, pathOf(history).length - 1)) };
}

/**
 * Takes a step from the moment looked at. What was after it on the path stays as a branch, and a
 * step that was taken here before leads to where it led.
 */
export function takeStep(history: History, step: Step, state: State): History {
  const here = currentMoment(history);
  const known = history.moments.find(
    (m) => m.before === here.id && sameStep(m.step, step) && sameState(m.state, state),
  );
  if (known !== undefined) return showing(history, known.id);
  const moment = { id: history.moments.length, before: here.id, step, state };
  return showing({ ...history, moments: [...history.moments, moment] }, moment.id);
}

/** The ends of all branches but the one shown, latest first. */
export function branches(history: History): readonly Moment[] {
  const continued = new Set(history.moments.map((m) => m.before));
  return history.moments.filter((m) => !continued.has(m.id) && m.id !== history.tip).reverse();
}

/** Shows the path to a moment, looked at from its end; goes on to where the old path went on, if it did. */
export function showing(history: History, id: number): History {
  const before = pathOf(history).some((m) => m.id === id);
  const shown = before ? history : { ...history, tip: id };
  return { ...shown, at: pathTo(history, id).length - 1 };
}

function pathTo({ moments }: History, id: number): readonly Moment[] {
  const path: Moment[] = [];
  for (let m = moments[id]; m !== undefined;) {
    path.push(m);
    m = m.before === undefined ? undefined : moments[m.before];
  }
  return path.reverse();
}

function sameStep(a: Step | undefined, b: Step): boolean {
  return a?.action === b.action && sameState(a.args, b.args);
}

function sameState(a: State, b: State): boolean {
  return stateKey(a) === stateKey(b);
}
