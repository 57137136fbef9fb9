// What is typed into a text area before React has taken over its form. React writes the first text of a text area into
// it once more then.

const typed = new WeakMap<Element, string>();

function note(field: EventTarget | null): void {
  if (field instanceof HTMLTextAreaElement && field.value !== field.defaultValue) typed.set(field, field.value);
}

// This runs when the page's scripts come, and before they take anything over.
if (typeof document !== 'undefined') {
  for (const field of document.querySelectorAll('textarea')) note(field);
  document.addEventListener('input', ({ target }) => note(target), { capture: true });
}

/** Gives text areas of a form that React has just taken over what was typed into them before. */
export function restoreTyped(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll('textarea')) {
    const text = typed.get(field);
    if (text !== undefined && field.value === field.defaultValue) field.value = text;
    typed.delete(field);
  }
}
