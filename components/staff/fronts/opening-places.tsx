import { useTranslations } from 'next-intl';
import { PlacedStory, type Rank } from '#components/staff/fronts/placed-story';
import { PlacementButtons } from '#components/staff/fronts/placement-buttons';
import { StoryPicture } from '#components/staff/fronts/story-picture';
import { editAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Front } from '#newsroom/fronts/front';
import { isCovered, OPENING, type Placed } from '#newsroom/fronts/placement';

/** The opening of a front page, place by place: what stands there, and what somebody has put there besides. */
export function OpeningPlaces({
  placed,
  front: { lead, seconds },
  language,
  timeZone,
}: {
  placed: readonly Placed[];
  front: Front<ArticleCard>;
  language: Language;
  timeZone: string;
}) {
  const t = useTranslations('fields');
  const standing = [lead, ...seconds];
  return (
    <ol>
      {OPENING.map((place, index) => {
        const card = standing[index];
        const own = placed.filter((one) => one.place === place);
        const isByHand = placed.some(({ articleId }) => articleId === card?.id);
        const rankOf = (one: Placed): Rank => {
          if (one.standing !== 'due' || one.articleId === card?.id) return one.standing;
          return isCovered(placed, one) ? 'covered' : 'behind';
        };
        return (
          <li
            key={place}
            id={`place-${place}`}
            tabIndex={-1}
            className={index === 0 ? 'front-place front-place-lead' : 'front-place'}
          >
            <h3 className="field-name">{t(place)}</h3>
            {card && !isByHand && <AutomaticStory card={card} place={place} language={language} />}
            {own.map((one) => (
              <PlacedStory
                key={one.articleId}
                placed={one}
                rank={rankOf(one)}
                picture={one.articleId === card?.id ? card.lead : null}
                language={language}
                timeZone={timeZone}
              />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function AutomaticStory({
  card,
  place,
  language,
}: {
  card: ArticleCard;
  place: (typeof OPENING)[number];
  language: Language;
}) {
  const t = useTranslations('frontLayout');
  const { id, headline } = card;
  return (
    <div className="front-story">
      <StoryPicture picture={card.lead} />
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="[overflow-wrap:anywhere]">
          <a href={editAddress(id)} lang={language} className="font-serif hover:underline">
            {headline}
          </a>{' '}
          <span className="text-small text-soft italic">{t('automatic')}</span>
        </p>
        <PlacementButtons id={id} headline={headline} here={place} />
      </div>
    </div>
  );
}
