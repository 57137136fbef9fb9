import { type Language, languageOf } from '#i18n/languages';
import { SHARE_SIZE } from '#newsroom/media/picture';
import { cardHeadlineSize } from '#newsroom/syndication/share-picture';

/** What goes with a link to the story besides what is being written. */
export type ShareFrame = {
  publication: string;
  section: string;
  /** Address of the lead picture as it is cut for this; null where a card with the headline stands for it. */
  picture: string | null;
};

/**
 * The story as those show it to whom somebody sends a link. The card is drawn as share-card.ts draws it, from what is
 * in the fields: nothing is asked for.
 */
export function SharePreview({
  language,
  frame: { publication, section, picture },
  headline,
  standfirst,
}: {
  language: Language;
  frame: ShareFrame;
  headline: string;
  standfirst: string;
}) {
  const size = (cardHeadlineSize(headline) / SHARE_SIZE.width) * 100;
  return (
    <div className="share-preview">
      {picture ? (
        // biome-ignore lint/performance/noImgElement: the very file that they are given.
        <img src={picture} alt="" width={SHARE_SIZE.width} height={SHARE_SIZE.height} loading="lazy" />
      ) : (
        <div className="share-card" aria-hidden="true">
          <p>{section}</p>
          <p style={{ fontSize: `${size}cqw`, lineHeight: languageOf(language).headlineLineHeight ?? 1.2 }}>
            {headline}
          </p>
          <p>{publication}</p>
        </div>
      )}
      <div className="share-texts">
        <p className="text-small text-soft">{publication}</p>
        <p className="font-bold">{headline}</p>
        <p>{standfirst}</p>
      </div>
    </div>
  );
}
