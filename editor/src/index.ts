/** The door of the extension: nothing of it is used from outside, it is packed. */
export { LANGUAGE_ID } from './language.js';
