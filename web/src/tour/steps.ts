/** The steps of the tour: what to do, what to type, and how it is seen that it was done. */
import type { Facts } from './facts.js';

export interface TourStep {
  readonly title: string;
  /** Paragraphs; `**…**` is what stands on a button or a tab, in bold. */
  readonly say: readonly string[];
  /** To be typed into the text as it stands here. */
  readonly type?: string;
  readonly isDone: (facts: Facts) => boolean;
}

const HEAD = `import "group.ioa"

automaton Counter(Proc, View: type) extends Group(Proc, View)
  type Add = tuple of by: Proc
  signature
    input add(p: Proc)
    internal order(p: Proc)
    output added(p: Proc, q: Proc)
  states
    todo: Array[Proc, Nat] := constant(0),
    log: Array[View, Seq[Add]] := constant({}),
    count: Array[View, Proc, Nat] := constant(0)
  transitions
    input add(p)
      eff todo[p] := todo[p] + 1
`;

const ORDER = `    internal order(p)
      pre cur[p] ~= nil;
          p \\notin left;
          todo[p] > 0
      eff log[cur[p].val] := log[cur[p].val] |- [p];
          todo[p] := todo[p] - 1
`;

const ADDED = `    output added(p, q)
      pre cur[p] ~= nil;
          p \\notin left;
          count[cur[p].val, p] < len(log[cur[p].val]);
          log[cur[p].val][count[cur[p].val, p]] = [q]
      eff count[cur[p].val, p] := count[cur[p].val, p] + 1
`;

const KNOWN = `invariant Known of Counter:
  \\A v: View (\\A p: Proc (count[v, p] <= len(log[v])))
`;

export const TOUR: readonly TourStep[] = [
  {
    title: 'An empty text',
    say: [
      'You will write a service, a counter that a group counts up together, and end with a running protocol for it. That takes about ten minutes. Nothing is lost when you stop: the tour and your text are kept in this browser.',
      'Press **New text** at the top of the page.',
    ],
    isDone: ({ text }) => text?.trim() === '' || hasCounter(text),
  },
  {
    title: 'What processes may do and see',
    say: [
      'A service is an automaton. It extends **Group**, which has the views: cur[p] is the view that process p is in. Inputs come from the application, outputs go to it. Adds wait in todo; log is the one order of a view; count is how much of it p has seen.',
      'Type this into the text. Indentation does not matter.',
    ],
    type: HEAD,
    isDone: ({ text, isRight }) =>
      isRight && hasCounter(text) && /input\s+add\s*\(\s*p\s*\)/.test(text ?? ''),
  },
  {
    title: 'One order for all',
    say: [
      'An internal step that nobody sees: a process that is in a view puts its add at the end of the log. What follows pre must hold; eff is what it does.',
      'Type this below, at the end of the text.',
    ],
    type: ORDER,
    isDone: ({ text, isRight }) =>
      isRight && /internal\s+order\s*\(\s*p\s*\)\s*pre/.test(text ?? ''),
  },
  {
    title: 'Each sees a prefix of it',
    say: [
      'The output: p is told of the next add in the log of its view, and of whom it was. Type this at the end, too.',
    ],
    type: ADDED,
    isDone: ({ text, isRight }) =>
      isRight && /output\s+added\s*\(\s*p\s*,\s*q\s*\)\s*pre/.test(text ?? ''),
  },
  {
    title: 'See it run',
    say: [
      'In the panel **Run** (Alt and 3) press **Start over**, then **Random run**. Each process has a lane, a view is a band, and the arrows of the keyboard go back and forth in time.',
      'Below the picture stands what can happen now, and of what cannot, which condition is false.',
    ],
    isDone: ({ run }) => run.unit === 'Counter' && run.actions.includes('added'),
  },
  {
    title: 'Say what is always so',
    say: ['Nobody has seen more than there is. Type this at the end of the text.'],
    type: KNOWN,
    isDone: ({ isRight, units }) =>
      isRight && units.some((u) => u.kind === 'invariant' && u.name === 'Known'),
  },
  {
    title: 'Look at every state',
    say: [
      'In the panel **Explore** (Alt and 4) write 2 into inputs at most and press **Explore**. Every state that two processes in two views can reach is looked at.',
    ],
    isDone: ({ explored }) => explored.unit === 'Counter' && explored.held.includes('Known'),
  },
  {
    title: 'Prove it for any number of processes',
    say: [
      'A search ends at its scope; a proof does not. In the panel **Prove** (Alt and 5) press **Prove**. The solver runs in this page, and needs a moment to load.',
    ],
    isDone: ({ proved }) => proved.includes('Known'),
  },
  {
    title: 'Derive a layer',
    say: [
      'What should each process do, so that together they behave like this? That is derived. In the panel **Derive** (Alt and 7) press **Write this derivation**, and when it stands in the text, **Derive**.',
    ],
    isDone: ({ derived }) => derived.service === 'Counter' && derived.hasCode,
  },
  {
    title: 'From the code back to the service',
    say: [
      'The chain goes from Counter to TypeScript; each step shows what it changed. Choose **TypeScript**, the last of the chain, and click a line with a green edge, as this.todo = this.todo + 1. Above the code stands the clause of your service that it came from.',
    ],
    isDone: ({ derived }) => derived.service === 'Counter' && derived.sawClause,
  },
  {
    title: 'Check the steps',
    say: [
      'Each step comes with a relation and obligations. Press **Check the steps**: they are looked at in small scopes and in random runs, and turn green one after the other.',
    ],
    isDone: ({ derived }) => derived.service === 'Counter' && derived.allHold,
  },
  {
    title: 'Prove a step',
    say: [
      'What was looked at is not yet proved. Choose the first step of the chain, TotalCounterReplicated, and press **Prove this step**, beside its obligations at the end of its page: the solver takes them one after the other, for any number of processes. **Prove the steps** above does so for all of the chain; you need not wait for it.',
    ],
    isDone: ({ derived }) => derived.service === 'Counter' && derived.isStepProved,
  },
  {
    title: 'Let it run',
    say: [
      'In the panel **Live** (Alt and 8) choose **TotalCounter** in the list of stacks and press **Start the group**. When all three members are in one view, press **Do it** a few times: an add is seen by all.',
    ],
    isDone: ({ live }) => live.service === 'Counter' && live.actions.includes('added'),
  },
  {
    title: 'Part the group',
    say: [
      'Drag p2 to island 2, or choose 2 in its list. Each side goes on in a view of its own. The monitor above the picture holds all that happens against your service.',
    ],
    isDone: ({ live }) => live.service === 'Counter' && live.isParted && live.isGood,
  },
  {
    title: 'That is the way',
    say: [
      'You have specified, explored, proved, derived and run a protocol. **Save traces** in Live writes logs that the panel Traces and the command maat refine accept. The gallery on the left has the services of the library; the best to go on with is eto, total order.',
    ],
    isDone: () => false,
  },
];

function hasCounter(text: string | undefined): boolean {
  return /automaton\s+Counter\b/.test(text ?? '');
}
