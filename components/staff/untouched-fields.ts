/** Whether somebody has written into a form what the server does not know yet. */
export function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.type !== 'hidden' &&
      field.value !== field.defaultValue,
  );
}

/**
 * Lets fields that nobody has touched show what the server says now; what somebody has typed stays. `known` keeps what
 * each field began with, from one call to the next.
 */
export function renewUntouched(form: HTMLFormElement, known: WeakMap<Element, string>): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    const before = known.get(field);
    if (before !== undefined && before !== field.defaultValue && field.value === before)
      field.value = field.defaultValue;
    known.set(field, field.defaultValue);
  }
}
