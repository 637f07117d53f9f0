/** The part of the catalogue that the derivations draw on: codes E08xx, why a service is not of the form they need. */
import type { CodeInfo } from './code-info.js';

export const DERIVE_CODES = {
  E0801: {
    severity: 'error',
    title: 'not a group service',
    explanation:
      'A layer is derived from an automaton that extends Group: its views come from the service below. The first two type parameters are the processes and the views.',
  },
  E0802: {
    severity: 'error',
    title: 'neither replicated nor own',
    explanation:
      'Every variable that matters is either named in replicate(…) and then has one value for each view, Array[View, T], or belongs to one process, Array[Proc, …] or Array[View, Proc, …]. All start as constant(…).',
  },
  E0803: {
    severity: 'error',
    title: 'no single log',
    explanation:
      'One of the replicated variables is a log: a sequence of entries for each view, to which updates append and which every process observes from the beginning, entry by entry. Each process has one place in it.',
  },
  E0804: {
    severity: 'error',
    title: 'update that cannot wait',
    explanation:
      'A replicated variable is changed by the process that has the token. Inputs and view changes come when they come, so they cannot change it; they may put a request into a queue of their own process.',
  },
  E0805: {
    severity: 'error',
    title: 'update of another form',
    explanation:
      'An update changes the replicated variables at the view of its own process, and appends exactly one entry to the log in every case.',
  },
  E0806: {
    severity: 'error',
    title: 'replicated variable read too freely',
    explanation:
      'A process knows a prefix of the log. Observers read it entry by entry; the values as they are may be read only by what can wait for the token: updates, and internal actions and outputs that observe no entry.',
  },
  E0807: {
    severity: 'error',
    title: 'state of another process',
    explanation:
      'The derived layer runs at one process and knows of the others only what the log brings. Guards of observers and of view may speak of others when the remaining guards imply them; those are checked. Other guards and effects may not.',
  },
  E0808: {
    severity: 'error',
    title: 'value not made from the entry',
    explanation:
      'Every process folds the log into its own copy of a replicated value, so the new value must be a term of the old value and the fields of the appended entry.',
  },
  E0809: {
    severity: 'error',
    title: 'clause that cannot become a handler',
    explanation:
      'A handler has one outcome: parameters are determined by the guards, nothing is chosen freely, and what happens of its own accord comes to an end.',
  },
  E0810: {
    severity: 'error',
    title: 'step of a derivation out of order',
    explanation:
      'The steps are replicate(variables…), then faultTolerant, then messagePassing; each needs the program that the one before made.',
  },
  W0801: {
    severity: 'warning',
    title: 'update that is no term',
    explanation:
      'What an entry does to a replicated value is said in the relation as one term. Assignments and conditionals become one; loops and free choices do not. Without it the step can be searched, but not proved.',
  },
  W0802: {
    severity: 'warning',
    title: 'sequence that is no log of the updates',
    explanation:
      'Of the replicated variables, a sequence to which updates append is taken as the log that all processes follow. That asks of each update to append one entry, from which the other values follow. Where one does not, a log is added to the service, and the sequence is a value like the others: whoever reads it waits for the token.',
  },
} as const satisfies Record<string, CodeInfo>;
