/** A place in a list as the API gives it out: text that says nothing to whoever has it. */
export function sealCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** The reverse of sealCursor; undefined for anything that it cannot have written. */
export function openCursor(sealed: string): string | undefined {
  const place = Buffer.from(sealed, 'base64url').toString('utf8');
  return place !== '' && sealCursor(place) === sealed ? place : undefined;
}
