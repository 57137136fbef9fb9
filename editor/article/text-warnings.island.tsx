'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import type { Language } from '#i18n/languages';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import type { StoryText, TextPlace } from '#newsroom/editing/text-place';
import { untranslatedIn } from '#newsroom/editing/untranslated';

/** What stands in the way of publishing, each place named and a click away; gone when it is mended. */
export function TextWarnings({
  text,
  language,
  source,
  placeholderWords,
}: {
  text: StoryText;
  language: Language;
  placeholderWords: readonly string[];
  /** What it translates. */
  source: (StoryText & { language: Language }) | null;
}) {
  const t = useTranslations('articleText');
  const shown = useDeferredValue(text);
  const warnings = useMemo(() => {
    const untranslated = source ? untranslatedIn(shown, { from: source.language, to: language }, source) : [];
    return { placeholders: placeholdersIn(shown, placeholderWords), untranslated };
  }, [shown, source, language, placeholderWords]);
  return (['placeholders', 'untranslated'] as const)
    .filter((kind) => warnings[kind].length > 0)
    .map((kind) => (
      <section key={kind} className="message message-trouble" aria-label={t(kind, { count: warnings[kind].length })}>
        <p className="font-semibold">{t(kind, { count: warnings[kind].length })}</p>
        <ul>
          {warnings[kind].map(({ around, ...place }, index) => (
            <li key={index}>
              <button
                type="button"
                className="min-h-9 text-left underline"
                onClick={({ currentTarget }) => goTo(currentTarget, place, around)}
              >
                {around}
              </button>
            </li>
          ))}
        </ul>
      </section>
    ));
}

/** Brings a place of the text into view and puts the caret there. */
function goTo(button: HTMLElement, place: TextPlace, around: string): void {
  const fields = button.closest('[data-text-fields]');
  const field =
    place.part === 'body'
      ? fields?.querySelector('.ProseMirror')?.children[place.block]
      : fields?.querySelectorAll('textarea')[place.part === 'headline' ? 0 : 1];
  if (!field) return;
  field.scrollIntoView({ block: 'center' });
  if (field instanceof HTMLTextAreaElement) {
    const at = field.value.indexOf(around);
    field.focus();
    field.setSelectionRange(Math.max(0, at), Math.max(0, at) + around.length);
  } else {
    field.closest<HTMLElement>('[contenteditable=true]')?.focus({ preventScroll: true });
    // A block that is no text is selected whole by its own view.
    getSelection()?.selectAllChildren(field);
  }
}
