/** Whether this may be a part of an address by which a section, tag, author or page is known: `south-caucasus`. */
export function isAddressKey(value: string): boolean {
  return value.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}
