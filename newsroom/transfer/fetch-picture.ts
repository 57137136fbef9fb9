/** A file of the former site; undefined where it cannot be fetched. */
export async function fetchPicture(_address: string): Promise<Uint8Array | undefined> {
  return undefined;
}
