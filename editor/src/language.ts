/** The name by which editors know the language. */
export const LANGUAGE_ID = 'ioa';
