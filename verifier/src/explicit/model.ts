/** The explorer's contract with what it explores, so that either can be replaced by a faster one. */

export interface Property<S> {
  readonly name: string;
  holds(state: S): boolean;
}

/** A finite transition system. Equal keys mean equal states. */
export interface Model<S, A> {
  initial(): readonly S[];
  actions(state: S): readonly A[];
  /** The states after the action; none when it turns out not to be possible. */
  next(state: S, action: A): readonly S[];
  readonly properties: readonly Property<S>[];
  key(state: S): string;
  /** The name under which times taken are counted. */
  nameOf(action: A): string;
  /** `actions` and `next` in one go, where that is cheaper. */
  successors?(state: S): readonly { readonly action: A; readonly states: readonly S[] }[];
}
