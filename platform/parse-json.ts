/** A text as JSON; undefined for anything else, such as the page of a proxy in between. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
