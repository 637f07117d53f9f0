// What the panels show is computed by functions that need no browser: desk, history, diagram, state, shared links.
import { describe, expect, it } from 'vitest';
import { libraryNames, librarySource, type Run } from '@maat/spec-lang';
import {
  arrowsOf,
  beginAt,
  behind,
  branches,
  close,
  currentMoment,
  deskFromJson,
  draw,
  edit,
  EMPTY_DESK,
  eventsOf,
  firstSentence,
  freshName,
  goTo,
  groupsOf,
  historyOf,
  isEdited,
  open,
  openInstance,
  pathOf,
  resolvePath,
  revert,
  RunSession,
  depthOf,
  settled,
  shareFromJson,
  signBefore,
  stateRows,
  svgOf,
  takeStep,
  type Document,
  type Habit,
  type Head,
  type Settled,
} from '@maat/web';

const eto = librarySource('eto.ioa') ?? { file: '', text: '' };

describe('the desk', () => {
  const one = open(EMPTY_DESK, { file: 'a.ioa', text: 'x', original: 'x' });

  it('keeps edits when a text is opened again, and takes them back when asked', () => {
    const edited = edit(one, 'a.ioa', 'y');
    const again = open(edited, { file: 'a.ioa', text: 'x', original: 'x' });
    expect(again.documents.map((d) => [d.text, isEdited(d)])).toEqual([['y', true]]);
    expect(revert(again, 'a.ioa').documents.map(isEdited)).toEqual([false]);
  });

  it('shows a neighbour when the text in the editor is closed', () => {
    const two = open(one, { file: 'b.ioa', text: '' });
    expect(close(two, 'b.ioa').current).toBe('a.ioa');
    expect(close(one, 'a.ioa')).toEqual(EMPTY_DESK);
    expect(freshName(open(EMPTY_DESK, { file: 'untitled.ioa', text: '' }))).toBe('untitled-2.ioa');
  });

  it.each([undefined, null, 3, {}, { documents: [{ file: 1 }] }, { documents: 'no' }])(
    'is not made of %j',
    (json) => {
      expect(deskFromJson(json)).toBeUndefined();
    },
  );

  it('finds texts from where the importing text stands', () => {
    expect(resolvePath('../sync/Sync.ioa', 'layers/member/Member.ioa')).toBe(
      'layers/sync/Sync.ioa',
    );
    expect(resolvePath('evs.ioa', 'library/eto.ioa')).toBe('library/evs.ioa');
  });
});

describe('what a text stands on', () => {
  const mine = { file: 'mine.ioa', text: 'import "eto.ioa"\n' };
  const parts = ['library/evs.ioa', 'library/group.ioa'].map((name) => librarySource(name) ?? eto);
  const shelf = [eto, ...parts];
  const opened = shelf.map((s) => ({ ...s, original: s.text }));
  const files = (desk: readonly Document[]): readonly string[] =>
    behind('mine.ioa', desk, shelf).map((s) => s.file);

  it('is what somebody has changed of all that it imports, through texts that are not open too', () => {
    expect(files([mine, ...opened])).toEqual(['mine.ioa']);
    const [, , group] = opened;
    if (group === undefined) throw new Error('the library has no group');
    const changed = { ...group, text: `${group.text}%` };
    expect(files([mine, changed])).toEqual(['mine.ioa', group.file]);
    expect(files([mine, { file: 'other.ioa', text: 'import "group.ioa"' }])).toEqual(['mine.ioa']);
    expect(behind('gone.ioa', [mine], shelf)).toEqual([]);
  });
});

describe('the indentation of a line', () => {
  it.each<[Head, Habit, Settled]>([
    [{ given: 4, typed: 0 }, 'unknown', { indentation: 4, habit: 'as given' }],
    [{ given: 4, typed: 4 }, 'unknown', { indentation: 4, habit: 'by hand' }],
    [{ given: 8, typed: 2 }, 'unknown', { indentation: 10, habit: 'as given' }],
    [{ given: 8, typed: 2 }, 'by hand', { indentation: 2, habit: 'by hand' }],
    [{ given: 8, typed: 0 }, 'by hand', { indentation: 0, habit: 'by hand' }],
    [{ given: 4, typed: 4 }, 'as given', { indentation: 8, habit: 'as given' }],
    [{ given: 0, typed: 2 }, 'unknown', { indentation: 2, habit: 'unknown' }],
  ])('is, where %j by somebody who does it %s, %j', (head, habit, expected) => {
    expect(settled(head, habit)).toEqual(expected);
  });
});

describe('the word that a line begins with', () => {
  it.each([
    ['      states', 2],
    ['    invariant ', 0],
    ['          eff ', 6],
    ['      output ', 4],
    ['      output', undefined],
    ['      statesmen ', undefined],
    ['      effect := ', undefined],
  ])('says how deep it stands: %j', (before, depth) => {
    expect(depthOf(before)).toBe(depth);
  });
});

describe('signs', () => {
  it.each([
    ['  \\A', ' ', '∀'],
    ['a ~=', ' ', '≠'],
    ['x \\in', ' ', '∈'],
    ['a /\\', ' ', '∧'],
    ['a \\/', ' ', '∨'],
    ['wire', ' ', undefined],
    ['x \\inS', ' ', undefined],
    ['% a ~=', ' ', undefined],
    ['a ~=', 'x', undefined],
    ['a <=>', '(', '⇔'],
  ])('after %j and %j: %j', (before, typed, sign) => {
    expect(signBefore(before, typed)?.sign).toBe(sign);
  });
});

describe('the gallery', () => {
  it('has every text of the library on one shelf, with what it says of itself', () => {
    const texts = libraryNames().flatMap((name) => librarySource(name) ?? []);
    const shelved = groupsOf(texts).flatMap((g) => g.texts);
    expect(shelved.map((t) => t.file).sort()).toEqual(texts.map((t) => t.file).sort());
    expect(shelved.filter((t) => t.about === '')).toEqual([]);
    expect(firstSentence('% EVS: virtual synchrony. More.\n')).toBe('virtual synchrony');
  });
});

describe('a run of ETO', () => {
  const session = sessionOf('ETO', 'Proc=3,View=3,Msg=2');
  const run = runOf(session, 7, 120);

  it('has an arrow from the cast of a message to each delivery by another process', () => {
    const events = eventsOf(session.view, run.steps);
    const arrows = arrowsOf(session.view, events);
    expect(arrows.length).toBeGreaterThan(0);
    for (const { from, to } of arrows) {
      expect(from).toBeLessThan(to);
      expect([events[from]?.step.action, events[to]?.step.action]).toEqual(['cast', 'deliver']);
      expect(events[from]?.lane).toBe(events[to]?.step.args[1]);
    }
  });

  it('is drawn with a lane a process, a row a step, and a band a view of a process', () => {
    const drawing = draw(session.view, run.steps, 600);
    expect(drawing.lanes.map((l) => l.name)).toEqual(['proc0', 'proc1', 'proc2']);
    expect(drawing.events).toHaveLength(run.steps.length);
    const views = run.steps.filter((s) => s.action === 'view');
    expect(drawing.bands).toHaveLength(views.length);
    const svg = svgOf(drawing, 'a <run>');
    expect(svg).toContain('<title>a &lt;run&gt;</title>');
    expect(svg.match(/<text x="4"/g)).toHaveLength(run.steps.length);
  });

  it('marks in the state what the last step changed, and only that', () => {
    run.steps.forEach((step, i) => {
      const [before, after] = [run.states[i] ?? [], run.states[i + 1] ?? []];
      const changed = stateRows(session.view, after, before).filter((r) => r.before !== undefined);
      expect(changed.length > 0, step.action).toBe(
        JSON.stringify(before) !== JSON.stringify(after),
      );
    });
  });

  it('can be taken again from its recipe, and not with a step that is not possible', () => {
    const recipe = session.recipe(run.states, run.steps);
    if (recipe.kind === 'refused') throw new Error(recipe.message);
    const text = JSON.stringify({ maat: 1, documents: [], target: target('ETO', ''), ...recipe });
    const share = shareFromJson(text);
    const again = session.replay(share?.start ?? -1, share?.steps ?? []);
    expect(again).toMatchObject({ kind: 'run', run: { states: run.states } });
    const without = recipe.steps.filter((s) => s.step.action !== 'view');
    expect(session.replay(recipe.start, without)).toMatchObject({ kind: 'refused' });
    expect(shareFromJson('{"maat":1}')).toBeUndefined();
  });

  it('can be taken again from what was written down of it, as far as that is a run', () => {
    const json = JSON.parse(session.itf(run.states, run.steps)) as { states: unknown[] };
    const again = session.replayItf(JSON.stringify(json));
    expect(again).toMatchObject({ kind: 'replay', run: { steps: run.steps }, note: undefined });
    json.states.splice(4, 1);
    const cut = session.replayItf(JSON.stringify(json));
    if (cut.kind === 'refused') throw new Error(cut.message);
    expect(cut.note).toMatch(/^The run ends here. State \d+ of the file cannot be/);
    expect(cut.run.states).toEqual(run.states.slice(0, cut.run.states.length));
    expect(session.replayItf('[')).toMatchObject({ kind: 'refused' });
    expect(session.replayItf('{"states":[{"nothing":1}]}')).toMatchObject({
      message: expect.stringContaining('states[0].nothing') as unknown,
    });
  });

  it('says of each action that cannot happen which conjunct is false', () => {
    const choices = session.choices(run.states[0] ?? []);
    if (choices.kind === 'refused') throw new Error(choices.message);
    const hindered = choices.hindered.map((h) => h.step.action);
    expect(hindered).toEqual(expect.arrayContaining(['view', 'send', 'deliver']));
    for (const { reason } of choices.hindered) expect(reason.text).not.toBe('');
  });
});

describe('a history', () => {
  const session = sessionOf('ETO', 'Proc=2,View=2,Msg=1');
  const run = runOf(session, 3, 6);
  const [first = [], second = []] = run.states;

  it('goes back, branches, and comes back to where it was', () => {
    const whole = historyOf(run.states, run.steps);
    const back = goTo(whole, 1);
    expect(currentMoment(back).state).toEqual(second);
    const elsewhere = takeStep(back, { action: 'leave', args: ['proc0'] }, first);
    expect(pathOf(elsewhere)).toHaveLength(3);
    expect(branches(elsewhere).map((m) => m.id)).toEqual([6]);
    const [step] = run.steps;
    if (step === undefined) throw new Error('the run has no step');
    const again = takeStep(goTo(elsewhere, 0), step, second);
    expect(again.moments).toHaveLength(elsewhere.moments.length);
    expect(again.at).toBe(1);
  });

  it('stays within its ends', () => {
    const only = beginAt(first);
    expect([goTo(only, -3).at, goTo(only, 5).at]).toEqual([0, 0]);
  });
});

function target(unit: string, scope: string) {
  return { file: eto.file, unit, scope };
}

function sessionOf(unit: string, scope: string): RunSession {
  const opened = openInstance([eto], new Map(), target(unit, scope));
  if (opened.kind === 'refused') throw new Error(opened.message);
  return new RunSession(opened);
}

function runOf(session: RunSession, seed: number, steps: number): Run {
  const made = session.random(seed, steps);
  if (made.kind === 'refused') throw new Error(made.message);
  return made.run;
}
