// Small users of the services between layers, for exhaustive exploration: what they may do is little, when they do it is free.

const EVENTS = `
    output install(p: Proc, v: View, S: Set[Proc])
    output cast(p: Proc, m: Msg)
    output send(p: Proc, q: Proc, m: Msg)
    output want(p: Proc, q: Proc, k: Nat)
    input deliver(p: Proc, v: View, q: Proc, m: Msg)
    input recv(p: Proc, q: Proc, m: Msg)`;

const SILENT = `
    output send(p, q, m)
      pre false
    output want(p, q, k)
      pre k = 0; false
    input deliver(p, v, q, m)
    input recv(p, q, m)`;

/** Everybody installs the first view; the last process casts the first message, then the others, in order. */
const BEGIN = `
    output install(p, v, S)
      pre p \\notin open;
          \\A q: Proc (q \\in S);
          \\A w: View (v <= w)
      eff open := insert(p, open)`;

export const OF_FIFO_VIEW = `automaton Client(Proc, View, Msg: type)
  signature${EVENTS}
    output release(p: Proc, q: Proc, k: Nat)
  states
    open: Set[Proc] := {},
    cast_: Set[Msg] := {}
  transitions${BEGIN}
    output cast(p, m)
      pre p \\in open;
          \\A q: Proc (q <= p);
          m \\notin cast_;
          \\A n: Msg (n < m => n \\in cast_)
      eff cast_ := insert(m, cast_)
    output release(p, q, k)
      pre k = 0; false${SILENT}
`;

export const OF_STABLE_VIEW = OF_FIFO_VIEW.replace(/ *output release\(p: .*\n/, '').replace(
  /    output release\(p, q, k\)\n.*false/,
  '',
);

/** All but the last process, which may have crashed, go to the second view. */
export const OF_FLUSH_VIEW = `automaton Client(Proc, View, Msg: type)
  signature${EVENTS}
    output leave(p: Proc)
    input reach(p: Proc, R: Set[Proc])
    output sync(p: Proc, v: View, T: Set[Proc])
    input synced(p: Proc, v: View)
  states
    open: Set[Proc] := {},
    cast_: Set[Msg] := {},
    going: Set[Proc] := {}
  transitions${BEGIN}
    output cast(p, m)
      pre p \\in open;
          \\A q: Proc (q <= p);
          m \\notin cast_;
          \\A n: Msg (n < m => n \\in cast_)
      eff cast_ := insert(m, cast_)
    output sync(p, v, T)
      pre p \\in open;
          p \\notin going;
          \\A w: View (w <= v);
          \\A q: Proc ((q \\in T) <=> (\\E r: Proc (q < r)));
          p \\in T
      eff going := insert(p, going)
    output leave(p)
      pre false
    input reach(p, R)
    input synced(p, v)${SILENT}
`;
