/** What the script gives to the test of its freshness. */
export function embeddedText(): string;
