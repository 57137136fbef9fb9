'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { countWords, readingMinutes } from '#blocks/body';
import type { ChosenPicture } from '#components/staff/pictures/chosen-pictures.ts';
import type { ChooserTexts } from '#components/staff/pictures/picture-chooser.island';
import { BodyField } from '#editor/body-field.island.tsx';
import type { EditorTexts } from '#editor/editor-texts';
import { postAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { isUntitled } from '#newsroom/articles/slug';
import type { StoryText } from '#newsroom/editing/text-place';
import { useArticleScreen } from './article-screen.island.tsx';
import { LineField } from './line-field.island.tsx';
import { type ShareFrame, SharePreview } from './share-preview.tsx';
import { TextWarnings } from './text-warnings.island.tsx';

/** Search engines show about so much of a headline, characters. */
const HEADLINE_LENGTH = 70;
const STANDFIRST_LENGTH = 160;

type Props = {
  language: Language;
  texts: EditorTexts;
  chooserTexts: ChooserTexts;
  /** Those of the text that it begins with, by id. */
  pictures: Record<string, ChosenPicture>;
  shareFrame: ShareFrame;
  /** What it translates. */
  source: (StoryText & { language: Language }) | null;
  /** What stands for what is still to come. */
  placeholderWords: readonly string[];
  readOnly: boolean;
};

/** The fields of a text; they begin anew when another text is to be shown. */
export function TextFields(props: Props) {
  return <Fields key={useArticleScreen().shown.key} {...props} />;
}

function Fields({ language, texts, chooserTexts, pictures, shareFrame, source, placeholderWords, readOnly }: Props) {
  const t = useTranslations('articleText');
  const { autosave, shown, state } = useArticleScreen();
  const [text, setText] = useState(shown.text);
  const write = (change: Partial<typeof text>) => {
    setText((before) => ({ ...before, ...change }));
    autosave.write(change);
  };
  return (
    <div lang={language} data-text-fields className="grid grid-cols-1 gap-4">
      <LineField
        label={t('headline')}
        language={language}
        value={text.headline}
        advised={HEADLINE_LENGTH}
        max={300}
        readOnly={readOnly}
        className="headline text-[1.75rem]"
        onChange={(headline) => write({ headline })}
      />
      <LineField
        label={t('standfirst')}
        language={language}
        value={text.standfirst}
        advised={STANDFIRST_LENGTH}
        max={1_000}
        readOnly={readOnly}
        className="font-serif text-title text-soft"
        onChange={(standfirst) => write({ standfirst })}
      />
      <BodyField
        body={shown.text.body}
        language={language}
        label={t('body')}
        texts={texts}
        chooserTexts={chooserTexts}
        pictures={pictures}
        readOnly={readOnly}
        onChange={(body) => write({ body })}
      />
      <LineField
        label={t('source')}
        value={text.source}
        max={200}
        readOnly={readOnly}
        onChange={(source) => write({ source })}
      />
      <aside aria-label={t('searchPreview')} className="max-w-[36rem] border-t border-rule pt-2">
        <p className="field-name">{t('searchPreview')}</p>
        {!isUntitled(state.slug) && <p className="text-small text-soft">{postAddress(language, state.slug)}</p>}
        <p className="text-[1.125rem] text-accent">{shortened(text.headline, HEADLINE_LENGTH)}</p>
        <p className="text-note">{shortened(text.standfirst, STANDFIRST_LENGTH)}</p>
      </aside>
      <aside aria-label={t('sharePreview')} className="max-w-[36rem] border-t border-rule pt-2">
        <p className="field-name mb-2">{t('sharePreview')}</p>
        <SharePreview language={language} frame={shareFrame} headline={text.headline} standfirst={text.standfirst} />
      </aside>
      <p className="text-small text-soft" aria-live="polite">
        {/* Browsers that know no Armenian write its numbers otherwise than the server. */}
        {t('wordCount', {
          words: String(countWords(text.body)),
          minutes: String(readingMinutes(text.body, language)),
        })}
      </p>
      <TextWarnings text={text} language={language} source={source} placeholderWords={placeholderWords} />
    </div>
  );
}

/** As those who show a link to the story shorten its texts. */
function shortened(text: string, length: number): string {
  return [...text].length > length ? `${[...text].slice(0, length).join('').trimEnd()}…` : text;
}
