'use client';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { FIND_TAGS } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { TagChoice } from '#newsroom/topics/list-tag-choices';
import type { TopicName } from '#newsroom/topics/topic-name';

/** A pause in typing, in milliseconds, after which tags are looked for. */
const PAUSE = 150;

/**
 * The story's tags, ticked, and a field that finds others by words of their names in any language. Without a script
 * what is typed there goes with the form, and the server looks for it. Arrows choose, Enter takes, Escape closes.
 */
export function TagField({
  chosen,
  language,
  words,
}: {
  chosen: TopicName[];
  /** In which tags are named. */
  language: Language;
  /** `missing` is said behind a name that is in another language. */
  words: Record<'label' | 'find' | 'hint' | 'none' | 'missing', string>;
}) {
  const [tags, setTags] = useState(chosen);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState('');
  const [found, setFound] = useState<TagChoice[] | null>(null);
  const [active, setActive] = useState(0);
  const id = useId();
  const asked = question.trim();
  const fields = useRef<HTMLFieldSetElement>(null);

  // What was ticked and typed before React had come stands in the fields only.
  useEffect(() => {
    const inputs = [...(fields.current?.querySelectorAll('input') ?? [])];
    setLeft(new Set(inputs.flatMap(({ type, checked, value }) => (type === 'checkbox' && !checked ? [value] : []))));
    setQuestion((before) => inputs.find(({ name }) => name === 'moreTags')?.value || before);
  }, []);

  useEffect(() => {
    setFound(null);
    if (asked === '') return;
    const overtaken = new AbortController();
    const timer = setTimeout(async () => {
      const choices = await findTags(asked, language, overtaken.signal);
      if (overtaken.signal.aborted || !choices) return;
      setFound(choices);
      setActive(0);
    }, PAUSE);
    return () => {
      overtaken.abort();
      clearTimeout(timer);
    };
  }, [asked, language]);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const open = found !== null && found.length > 0;

  function tick(tag: string, isTicked: boolean): void {
    setLeft((before) => new Set(isTicked ? [...before].filter((key) => key !== tag) : [...before, tag]));
  }

  function take(choice: TagChoice | undefined): void {
    if (!choice) return;
    setTags((before) => (before.some(({ key }) => key === choice.key) ? before : [...before, choice]));
    tick(choice.key, true);
    setQuestion('');
  }

  function press(event: KeyboardEvent): void {
    if (!open || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + found.length) % found.length);
    else if (event.key === 'Enter') take(found[active]);
    else if (event.key === 'Escape') setFound(null);
    else return;
    event.preventDefault();
  }

  return (
    <fieldset ref={fields} className="tag-field">
      <legend className="field-name">{words.label}</legend>
      {tags.map(({ key, name, nameIn }) => (
        <label key={key} className="flex min-h-9 items-center gap-2">
          <input
            type="checkbox"
            name="tags"
            value={key}
            checked={!left.has(key)}
            onChange={({ currentTarget }) => tick(key, currentTarget.checked)}
          />{' '}
          <span>
            <span lang={nameIn ?? undefined}>{name}</span>
            {nameIn !== language && <span className="text-small text-soft"> ({words.missing})</span>}
          </span>
        </label>
      ))}
      <label className="field">
        <span>{words.find}</span>
        <input
          name="moreTags"
          className="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-found`}
          aria-activedescendant={open ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="none"
          maxLength={200}
          value={question}
          onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
          onKeyDown={press}
          onBlur={() => setFound(null)}
        />
      </label>
      <div id={`${id}-found`} role="listbox" aria-label={words.label} className="tag-choices" hidden={!open}>
        {found?.map(({ key, name, nameIn, found: other }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and says which one is active.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field would lose the focus, and the list go, before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(found[index])}
          >
            <span lang={nameIn ?? undefined}>{name}</span>
            {nameIn !== language && <span className="text-small text-soft"> ({words.missing})</span>}
            {other !== name && <span className="text-soft"> {other}</span>}
          </div>
        ))}
      </div>
      <span id={`${id}-hint`} role="status" className="field-hint">
        {found?.length === 0 ? words.none : words.hint}
      </span>
    </fieldset>
  );
}

async function findTags(q: string, language: Language, signal: AbortSignal): Promise<TagChoice[] | null> {
  const response = await fetch(`${FIND_TAGS}?${new URLSearchParams({ q, language })}`, { signal }).catch(() => null);
  return response?.ok ? (await response.json()).tags : null;
}
