/** What somebody who leads a group by hand can have it do, or do to it, in the simulated world or with real processes. */

export type Deed =
  | {
      readonly kind: 'input';
      readonly process: string;
      readonly action: string;
      /** What a person typed for each parameter. */
      readonly texts: readonly string[];
    }
  | { readonly kind: 'chance' | 'crash' | 'leave'; readonly process: string }
  | { readonly kind: 'join' }
  /** So many of a hundred datagrams. */
  | { readonly kind: 'loss'; readonly percent: number }
  | { readonly kind: 'partition'; readonly islands: readonly (readonly string[])[] }
  /** Of the simulated world alone: the datagrams of a link take so many milliseconds more. */
  | { readonly kind: 'slow'; readonly from: string; readonly to: string; readonly by: number };
