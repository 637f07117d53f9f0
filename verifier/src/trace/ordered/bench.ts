/** The service with its orphans' effects as steps of their own, and a count of the steps that are tried. */
import { instantiate } from '@maat/spec-lang';
import type {
  Automaton,
  Definition,
  Instance,
  Scope,
  State,
  Step,
  Transition,
} from '@maat/spec-lang';
import type { OrderedForm } from './form.js';
import { effectOnOwn } from './orphans.js';

export class Bench {
  readonly instance: Instance;
  private readonly budget: number;
  /** The effect of an orphan → the update that it is. */
  private readonly updates: ReadonlyMap<string, string>;
  private tried = 0;

  constructor(
    service: Automaton,
    form: OrderedForm,
    scope: Scope,
    definitions: readonly Definition[],
    budget: number,
  ) {
    const orphans = form.orphans.taking.map((u, i): Transition => ({
      ...u.transition,
      ...effectOnOwn(u),
      action: `${ORPHAN}${i}`,
    }));
    const signature = orphans.map(({ action, kind, parameters, span }) => ({
      name: action,
      kind,
      parameters,
      span,
    }));
    this.updates = new Map(
      form.orphans.taking.map((u, i) => [`${ORPHAN}${i}`, u.transition.action]),
    );
    this.instance = instantiate(
      {
        ...service,
        signature: [...service.signature, ...signature],
        transitions: [...service.transitions, ...orphans],
        tasks: [],
      },
      scope,
      { definitions },
    );
    this.budget = budget;
  }

  get steps(): number {
    return this.tried;
  }

  get isSpent(): boolean {
    return this.tried >= this.budget;
  }

  /** When the budget is spent nothing seems possible, so that every loop ends; the verdict knows. */
  after(state: State, step: Step): readonly State[] {
    this.tried += 1;
    return this.tried > this.budget ? [] : this.instance.post(state, step);
  }

  /** An orphan of this process, with the state as if it had been taken. */
  orphans(
    state: State,
    process: string,
  ): readonly { readonly step: Step; readonly state: State }[] {
    return [...this.updates].flatMap(([effect, update]) =>
      this.after(state, { action: effect, args: [process] }).map((next) => ({
        step: { action: update, args: [process] },
        state: next,
      })),
    );
  }
}

/** No action of a service has a name with a space. */
const ORPHAN = 'orphan ';
