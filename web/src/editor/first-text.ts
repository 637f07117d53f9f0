/** The text that a new one begins with: small, whole, and something to run at once. */

export const FIRST_TEXT = `% A channel that loses nothing and keeps the order of what was sent.

automaton Channel(Proc, Msg: type)
  signature
    input  send(p, q: Proc, m: Msg)
    output receive(q, p: Proc, m: Msg)                 % at q, what p has sent
  states
    wire: Array[Proc, Proc, Seq[Msg]] := constant({})  % from the first to the second
  transitions
    input send(p, q, m)
      eff wire[p, q] := wire[p, q] |- m
    output receive(q, p, m)
      pre wire[p, q] ~= {};
          %! In Order
          head(wire[p, q]) = m
      eff wire[p, q] := tail(wire[p, q])
`;
