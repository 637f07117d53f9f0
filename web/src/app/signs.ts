/** Whether operators become signs while they are typed; the text keeps what it has otherwise. */
import { recall, remember } from '../browser/storage.js';
import { storeOf } from '../state/store.js';

export const signs = storeOf(recall('signs') === true);

export function switchSigns(): void {
  signs.update((on) => !on);
  remember('signs', signs.get());
}
