/**
 * The grammar. A unit is cut into segments first (split-segments.ts); every segment has a start rule here,
 * so that an error in one hides nothing in the others. Operators are read as a flat list and
 * grouped by operators.ts.
 */
import * as ohm from 'ohm-js';
import { RESERVED } from './words.js';

const TEXT = String.raw`
Ioa {
  space += comment
  comment = "%" (~"\n" any)*

  // ---- units of one segment
  Import = import string
  Types = types NonemptyListOf<TypeDef, ";"> ";"?
  TypeDef = name "=" TypeBody -- defined
          | NonemptyListOf<name, ","> -- abstract
  TypeBody = enumeration NonemptyListOf<name, ","> -- enumeration
           | enumerationBracket "[" NonemptyListOf<name, ","> "]" -- enumerationBracket
           | tuple "[" Bindings "]" -- tupleBracket
           | tuple Bindings -- tuple
           | tupleBracket "[" Bindings "]" -- tupleWord
           | union "[" UnionCases "]" -- unionBracket
           | union UnionCases -- union
           | unionBracket "[" UnionCases "]" -- unionWord
           | Sort -- alias
  UnionCases = NonemptyListOf<UnionCase, separator>
  UnionCase = name "(" Bindings? ")" -- fields
            | NonemptyListOf<name, ","> ":" Sort -- plain
            | name -- none
  Let = let name ("(" Bindings? ")")? ":" Sort "=" Expr ";"?
  Invariant = invariant of name ":" Conditions -- unnamed
            | invariant name of name ":" Conditions -- named
  Conditions = NonemptyListOf<Expr, ";"> ";"?
  Picture = picture of name Marks -- unnamed
          | picture name of name Marks -- named
  Marks = ListOf<Mark, semicolons> semicolons?
  Mark = Several | Drawn
  Several = for name (":" Sort)? Within? Where? do Marks od
  Drawn = shape Trait*
  Trait = at Place -- at
        | from Place -- from
        | to Place -- to
        | size NonemptyListOf<Expr, ","> -- size
        | label NonemptyListOf<Expr, ","> -- label
        | colour Expr -- colour
        | where Expr -- where
  Place = Anchor Shift?
  Anchor = "(" Expr "," Expr ")" -- point
         | arrangement "(" NonemptyListOf<Expr, ","> ")" -- arranged
  Shift = by "(" Expr "," Expr ")"
  Derivation = derivation name from name to name "=" NonemptyListOf<DerivationStep, ";"> ";"?
  DerivationStep = name ("(" ListOf<name, ","> ")")?
  Stack = stack name "=" NonemptyListOf<name, over> Requires?
  Requires = requires NonemptyListOf<name, ",">

  // ---- automata
  AutomatonHead = automaton name Formals? Extends? Assumes* ":"?
  Formals = "(" ListOf<FormalGroup, separator> Where? ")" Where?
  FormalGroup = NonemptyListOf<name, ","> ":" typeWord ~"[" -- types
              | NonemptyListOf<name, ","> ":" Sort -- values
  Extends = extends Use
  Assumes = assumes NonemptyListOf<Use, ",">
  Use = name ("(" ListOf<Actual, ","> ")")?
  Actual = type Sort -- typed
         | sortConstructor "[" NonemptyListOf<Sort, ","> "]" -- sort
         | name &("," | ")") -- either
         | Expr -- expr
  SignatureHead = signature
  Actions = kind ListOf<Action, separator> separator?
  Action = name ActionParameters? Where?
  ActionParameters = "(" ListOf<ActionParameter, separator> ")"
  ActionParameter = Constant | BindingGroup
  Constant = const ~(":" | "," | ")") Expr
  States = states ListOf<State, separator> separator? Initially?
  State = ghost NonemptyListOf<name, ","> ":" Sort Initial? -- ghost
        | NonemptyListOf<name, ","> ":" Sort Initial? -- plain
  Initial = assign (Choose | Expr)
  Choose = choose (name (":" Sort)?)? Where?
  Initially = initially Expr ";"? -- word
            | soThat Expr ";"? -- old
  TransitionsHead = transitions
  TransitionHead = kind name Patterns? Case? Where? Locals? Where? Locals?
  Transition = kind name Patterns? Case? Where? Locals? Where? Locals? Pre? Eff? ";"?
  Patterns = "(" ListOf<Pattern, separator> HeadLocals? ")"
  HeadLocals = separator? Locals
  Pattern = ~(localWord name) PatternTerm
  PatternTerm = Constant -- constant
          | Expr ":" Sort -- sorted
          | Expr -- plain
  Case = case name
  Where = where Expr
  Locals = localWord NonemptyListOf<BindingGroup, separator>
  Pre = pre ListOf<Guard, ";"> ";"?
  Guard = Expr
  Eff = eff Stmts Ensuring?
  Ensuring = ensuring Expr ";"?
  Tasks = tasks ListOf<Task, separator> separator?
  Task = "{" NonemptyListOf<TaskAction, separator> ForAll? "}" ForAll?
  TaskAction = name Args?
  ForAll = for NonemptyListOf<BindingGroup, ",">
  Components = components NonemptyListOf<Component, separator> separator?
  Component = name ("[" Bindings "]")? ComponentUse? Where?
  ComponentUse = ":" Use
  Hidden = hidden NonemptyListOf<HiddenAction, separator> separator?
  HiddenAction = name HiddenParameters? Where?
  HiddenParameters = "(" ListOf<HiddenParameter, separator> ")"
  HiddenParameter = Constant | BindingGroup | Expr

  // ---- simulations
  Simulation = direction simulation (~(from name to) name)? from name to name ":"? Relation StartPart? Proof?
  Relation = NonemptyListOf<RelationGuard, ";"> ";"?
  RelationGuard = ~simulationPart Expr
  simulationPart = proofPart | startPart | initially
  proofPart = proof space+ (startWord | for)
  startPart = start space+ name
  StartPart = startWord NonemptyListOf<StartChoice, ";"> ";"?
  StartChoice = ~(proof for) Atom assign Expr
  Proof = proof StartPart? ProofClause*
  ProofClause = for kind ActionName Patterns? Where? ProofBody ";"?
  ActionName = name ("." name)*
  ProofBody = ignore -- ignore
            | do Fires od -- fires
  Fires = ListOf<Fire, ";"> ";"?
  Fire = fire kind? name Args? -- fire
       | if Expr then Fires FireElseIf* FireElse? fi -- if
  FireElseIf = elseif Expr then Fires
  FireElse = else Fires

  // ---- layers
  LayerHead = layer name Formals? over Use implements Use
  Constants = constants ListOf<ConstantDef, separator> separator?
  ConstantDef = name ":" Sort assign Expr
  Header = header NonemptyListOf<UnionCase, separator> separator?
  Handler = on Trigger Where? Locals? HandlerEff? ";"?
  HandlerEff = eff Stmts
  Trigger = above name Patterns? -- above
          | below name Patterns? With? -- below
          | timer name every Expr -- timer
          | start -- start
  With = with name Patterns?
  Pass = pass direct NonemptyListOf<name, separator> separator?

  // ---- statements
  Stmts = ListOf<Stmt, semicolons> semicolons?
  semicolons = ";" (space* ";")*
  Stmt = IfStmt | ForStmt | WhileStmt | Emit | FireStmt | Assign
  IfStmt = if Branch ElseIf* Else? fi
  Branch = Expr then Stmts
  ElseIf = elseif Branch
  Else = else Stmts
  ForStmt = for name (":" Sort)? Within? Where? do Stmts od
  Within = (inWord | elementOf) Expr
  WhileStmt = while Expr do Stmts od
  Emit = emit direct name Args? WithArgs?
  WithArgs = with name Args?
  FireStmt = fire ~(assign | "[" | ".") kind? name Args?
  Assign = Atom assign (Choose | Expr)

  // ---- expressions
  Expr = Operand (infix Operand)*
  Operand = prefix* Atom
  Atom = Primary Suffix*
  Suffix = "[" NonemptyListOf<Expr, ","> "]" -- at
         | "." name -- select
  Primary = Quantified | IfExpr | Call | nameRef | Braces | Brackets | Paren | bool | number | string | char
  nameRef = name
  Call = name Args
  Args = "(" ListOf<Expr, ","> ")"
  Paren = "(" Expr ":" Sort ")" -- ascribe
        | "(" Expr ")" -- plain
  Braces = "{" Expr ":" name (":" Sort)? ElementOf? Where? "}" -- comprehension
         | "{" ListOf<Expr, ","> "}" -- display
  Brackets = "[" ListOf<Expr, ","> "]"
  IfExpr = if Expr then Expr (elseif Expr then Expr)* else Expr
  Quantified = quantifier NonemptyListOf<name, ","> (":" Sort)? elementOf WithinAtom ClosedBody -- within
             | quantifier NonemptyListOf<name, ","> (":" Sort)? elementOf WithinName ClosedBody -- withinName
             | quantifier NonemptyListOf<name, ","> (":" Sort)? (ClosedBody | Expr) -- plain
  WithinAtom = Atom
  WithinName = nameRef
  ClosedBody = "(" Expr ")" -- paren
             | Quantified -- chain
  ElementOf = elementOf Expr

  // ---- sorts and bindings
  Sort = name ("[" NonemptyListOf<Sort, ","> "]")? -- plain
       | "(" Sort ")" -- paren
  Bindings = NonemptyListOf<BindingGroup, separator> separator?
  BindingGroup = NonemptyListOf<name, ","> ":" Sort

  // ---- words
  idStart = letter | "_"
  idPart = alnum | "_"
  separator (a separator) = "," | ";"
  name (a name) = ~reserved idStart idPart* "'"*
  number (a number) = digit+ ~idStart
  string (a string) = "\"" (escape | ~("\"" | "\n") any)* "\""
  char (a character) = "'" (escape | ~("'" | "\n") any) "'"
  escape = "\\" any
  bool (true or false) = ("true" | "false") ~idPart
  kind (an action kind) = ("input" | "output" | "internal") ~idPart
  direct (above or below) = ("above" | "below") ~idPart
  direction (a direction) = ("forward" | "backward") ~idPart
  shape (a circle, box, text, line or arrow) = ("circle" | "box" | "text" | "line" | "arrow") ~idPart
  arrangement (ring, row, column or grid) = ("ring" | "row" | "column" | "grid") ~idPart
  quantifier (a quantifier) = ("\\A" | "\\E") ~idPart | "∀" | "∃"
  elementOf (in) = "\\in" ~idPart | "∈"
  prefix (a sign) = "~" ~"=" | "¬" | "-" ~"|"
  assign (an assignment) = ":=" | "←"
  infix (an operator) = "<=>" | "<=" | "<" | ">=" | ">" | "=>" | "="
        | "~=" | "/\\" | "\\/" | "|-" | "||" | "-|" | "+" | "-" | "*"
        | ("\\in" | "\\notin" | "\\subseteq" | "\\subset" | "\\supseteq" | "\\supset" | "\\U" | "\\I") ~idPart
        | ("div" | "mod") ~idPart
        | "∧" | "∨" | "⇒" | "→" | "⇔" | "↔" | "≠" | "≤" | "≥" | "∈" | "∉" | "⊢" | "⊣"
        | "∪" | "∩" | "⊆" | "⊂" | "⊇" | "⊃" | "∖"
        | "\\" ~letter
        | "\\" ~(("in" | "notin" | "subseteq" | "subset" | "supseteq" | "supset" | "U" | "I" | "A" | "E") ~idPart)
  sortConstructor (a sort) = ("Set" | "Seq" | "Mset" | "Map" | "Array" | "Null") ~idPart
  typeWord = ("type" | "Type") ~idPart
  where = ("where" | soThat) ~idPart
  soThat = "so" space+ "that" ~idPart
  localWord = ("local" | "choose") ~idPart
  assumes = ("assumes" | "uses") ~idPart
  types = ("types" | "type") ~idPart
  colour = ("colour" | "color") ~idPart
  startWord = ("start" | "initially") ~idPart
  enumeration = ("enumeration" | "Enumeration") space+ "of" ~idPart
  enumerationBracket = ("enumeration" | "Enumeration") ~idPart
  tuple = ("tuple" | "Tuple") space+ "of" ~idPart
  tupleBracket = ("tuple" | "Tuple") ~idPart
  union = ("union" | "Union") space+ "of" ~idPart
  unionBracket = ("union" | "Union") ~idPart
  inWord = "in" ~idPart
  ${words([
    ...RESERVED,
    ...[
      'import',
      'let',
      'type',
      'invariant',
      'picture',
      'of',
      'from',
      'to',
      'derivation',
      'stack',
      'over',
      'requires',
    ],
    ...[
      'extends',
      'ghost',
      'case',
      'hidden',
      'tasks',
      'const',
      'simulation',
      'proof',
      'start',
      'ignore',
      'fire',
    ],
    ...[
      'layer',
      'implements',
      'constants',
      'header',
      'on',
      'above',
      'below',
      'timer',
      'every',
      'with',
      'pass',
    ],
    'emit',
    ...['at', 'by', 'size', 'label'],
  ])}
  reserved = (${[...RESERVED].map((w) => `"${w}"`).join(' | ')}) ~idPart
}`;

/** Rules for plain words, except those that have a rule of their own above. */
function words(list: readonly string[]): string {
  const own = new Set(['where', 'true', 'false', 'input', 'output', 'internal']);
  return list
    .filter((w) => !own.has(w))
    .map((w) => `${w} = "${w}" ~idPart`)
    .join('\n  ');
}

let made: ohm.Grammar | undefined;

/** Made when something is parsed first: a member of a group, which parses nothing, need not wait for it. */
export function grammar(): ohm.Grammar {
  made ??= ohm.grammar(TEXT);
  return made;
}

export type { StartRule } from './start-rule.js';
