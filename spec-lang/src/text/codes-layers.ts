/** The part of the catalogue about layers, derivations and stacks: codes E07xx and W07xx. */
import type { CodeInfo } from './code-info.js';

export const LAYER_CODES = {
  E0701: {
    severity: 'error',
    title: 'layer without its sorts',
    explanation:
      'The first type parameter of a layer is the sort of its processes, the last the sort of the messages above.',
  },
  E0702: {
    severity: 'error',
    title: 'event not of this service',
    explanation:
      'A layer handles inputs of the service that it implements (on above) and outputs of the service below (on below); it emits the others.',
  },
  E0703: {
    severity: 'error',
    title: 'unknown header',
    explanation: "After with stands a case of the layer's header.",
  },
  E0704: {
    severity: 'error',
    title: 'header without a packet',
    explanation:
      'Headers travel in the packet parameter of an action of the service below; this action has none.',
  },
  E0705: {
    severity: 'error',
    title: 'empty packet',
    explanation: 'A packet whose body is nil needs a header: with Tag(…).',
  },
  E0706: {
    severity: 'error',
    title: 'period not constant',
    explanation:
      'The period of a timer is a number of milliseconds made of literals and the constants of the layer.',
  },
  E0707: {
    severity: 'error',
    title: 'fire names no internal step',
    explanation:
      'fire records an internal action of the implemented service. External steps need no such statement.',
  },
  E0708: {
    severity: 'error',
    title: 'service unfit for layers',
    explanation:
      'The first parameter of every external action of a service is the process at which it happens, and at most one parameter is the packet.',
  },
  E0709: {
    severity: 'error',
    title: 'step of a derivation unknown',
    explanation: 'The transformations are replicate, faultTolerant and messagePassing.',
  },
  E0710: {
    severity: 'error',
    title: 'layers do not fit together',
    explanation:
      'In a stack each layer runs over the service that the next one implements, or one that it extends, at the same sorts; the last name is the service at the bottom.',
  },
  E0711: {
    severity: 'error',
    title: 'event passes in no direction',
    explanation: 'pass takes an event that has the same name and parameters above and below.',
  },
  E0712: {
    severity: 'error',
    title: 'stack without a required property',
    explanation:
      'A property is a service, the label of a guard of one without its spaces, or an invariant of one. The stack has those of the service that its top layer implements and of the services that this one extends.',
  },
  W0701: {
    severity: 'warning',
    title: 'event from above not handled',
    explanation: 'An input of the implemented service has no handler, so it will be ignored.',
  },
  W0702: {
    severity: 'warning',
    title: 'event from below not handled',
    explanation: 'An output of the service below has no handler, so it will be ignored.',
  },
  W0703: {
    severity: 'warning',
    title: 'output never emitted',
    explanation:
      'No handler emits this output of the implemented service: users will never see it.',
  },
  W0704: {
    severity: 'warning',
    title: 'header used on one side only',
    explanation: 'The header is sent but no handler takes it, or taken but never sent.',
  },
} as const satisfies Record<string, CodeInfo>;
