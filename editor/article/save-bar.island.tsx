'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { editAddress } from '#i18n/admin-addresses';
import { clockTime } from '#i18n/dates';
import type { Present } from '#newsroom/editing/record-presence';
import { useArticleScreen } from './article-screen.island.tsx';

/** How often other windows are told that this one is open, ms. */
const PRESENCE_MS = 15_000;

/**
 * Whether the text is safe, who else has it open, and the button that saves text and forms and keeps a revision. Mod-S
 * does the same. `children` say what readers have.
 */
export function SaveBar({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const t = useTranslations('saving');
  const locale = useLocale();
  const { state, articleId, parts } = useArticleScreen();
  const { saveAll, changed } = parts;
  const save = useCallback(() => void saveAll(true), [saveAll]);
  const present = usePresence(articleId);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It grows with what it says, and the tools of the text stick below it.
    const observer = new ResizeObserver(() =>
      document.documentElement.style.setProperty('--save-bar', `${bar.current?.offsetHeight ?? 0}px`),
    );
    if (bar.current) observer.observe(bar.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      save();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [save]);
  const isProblem = !['saved', 'writing', 'saving'].includes(state.status);
  const time = state.savedAt && clockTime(new Date(state.savedAt), locale, timeZone);
  return (
    <div ref={bar} className="save-bar">
      <button type="button" className="button button-main" onClick={save} disabled={state.status === 'conflict'}>
        {t('save')}
      </button>
      <p role="status" className={isProblem ? 'font-semibold text-accent' : 'text-soft'}>
        {state.status === 'saved' && time ? t('savedAt', { time }) : t(`status.${state.status}`)}
      </p>
      {state.removed > 0 && <p role="alert">{t('removed', { count: state.removed })}</p>}
      {children}
      {changed.length > 0 && <p>{t('partsUnsaved', { names: changed.join(', ') })}</p>}
      <a href="#publication" className="underline desk:hidden">
        {t('goToPublication')}
      </a>
      {present.length > 0 && (
        <p className="text-small">
          {present.map(({ name, isSelf }) => (
            <span key={`${name}${isSelf}`} className="mr-3">
              {isSelf ? t('openInOtherWindow') : t('openBy', { name })}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/** The name of this window, which it keeps when it is loaded again. */
function windowName(): string {
  const known = sessionStorage.getItem('window');
  const name = known ?? crypto.randomUUID();
  sessionStorage.setItem('window', name);
  return name;
}

/** Who else has the article open, asked every quarter of a minute. */
function usePresence(articleId: number): Present[] {
  const [present, setPresent] = useState<Present[]>([]);
  useEffect(() => {
    const window = windowName();
    const address = `${editAddress(articleId)}/presence`;
    const send = (isClosing: boolean) =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ window, isClosing }),
        keepalive: isClosing,
      });
    const report = async () => {
      const response = await send(false).catch(() => null);
      if (response?.ok) setPresent((await response.json()).present);
    };
    const leave = () => void send(true).catch(() => {});
    void report();
    const timer = setInterval(report, PRESENCE_MS);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [articleId]);
  return present;
}
