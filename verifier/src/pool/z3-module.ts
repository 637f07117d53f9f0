/** z3 as WebAssembly, called synchronously: only in a worker of its own. How it is loaded is the platform's matter. */

/** As much as is used of the compiled module. Pointers are numbers. */
export interface Z3Module {
  readonly HEAPU8: Uint8Array;
  UTF8ToString(at: number): string;
  _malloc(bytes: number): number;
  _free(at: number): void;
  _Z3_mk_config(): number;
  _Z3_del_config(config: number): void;
  _Z3_mk_context(config: number): number;
  _Z3_del_context(context: number): void;
  _set_noop_error_handler(context: number): void;
  _Z3_global_param_reset_all(): void;
  _Z3_eval_smtlib2_string(context: number, text: number): number;
}

/** One solver state: what was declared and asserted since it was made. */
export interface Z3Context {
  evaluate(text: string): string;
  delete(): void;
}

/** `bytesOf`: in UTF-8. */
export function newZ3Context(module: Z3Module, bytesOf: (text: string) => Uint8Array): Z3Context {
  // Options set by a text are the whole instance's: without this they would outlive their context.
  module._Z3_global_param_reset_all();
  const config = module._Z3_mk_config();
  const context = module._Z3_mk_context(config);
  module._Z3_del_config(config);
  // Otherwise the first complaint about a text ends the program.
  module._set_noop_error_handler(context);
  return {
    evaluate: (text) => evaluate(module, context, bytesOf(text)),
    delete: () => {
      module._Z3_del_context(context);
    },
  };
}

/**
 * The package's own wrapper puts the text where it is overwritten before it is read, and could so
 * give the verdict on another text. This one keeps it in the heap until the answer is there.
 */
function evaluate(module: Z3Module, context: number, bytes: Uint8Array): string {
  const at = module._malloc(bytes.length + 1);
  if (at === 0) throw new Error(`no memory for a text of ${bytes.length} bytes`);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  try {
    return module.UTF8ToString(module._Z3_eval_smtlib2_string(context, at));
  } finally {
    module._free(at);
  }
}
