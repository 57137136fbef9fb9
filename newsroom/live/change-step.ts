/**
 * Changes are told in steps of so many numbers, which end at multiples of it. Whoever was away begins at such a multiple,
 * and so asks for the same addresses as all others who were.
 */
export const CHANGE_STEP = 20;
