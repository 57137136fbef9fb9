'use server';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { rowNumber } from '#app/admin/form';
import { editAddress } from '#i18n/admin-addresses';
import { newsroomLanguage } from '#i18n/languages';
import { dismissWireVersion } from '#newsroom/wire/article-wire';
import { draftFromWire } from '#newsroom/wire/draft-from-wire';

/** Makes a draft of an item and goes to where it is written. */
export const draftFromItemAction = newsroomAction(
  { input: z.strictObject({ id: rowNumber, section: z.string().min(1).max(120) }) },
  async ({ id, section }, { actor }) => {
    const made = await draftFromWire(actor, {
      itemId: id,
      section,
      async sourceLine({ credit, language }) {
        const t = await getTranslations({ locale: newsroomLanguage(language), namespace: 'wire' });
        return t('source', { credit });
      },
    });
    return made.ok ? redirect(editAddress(made.articleId)) : made;
  },
);

export const dismissVersionAction = newsroomAction(
  {
    input: z.strictObject({ article: rowNumber, item: rowNumber, version: rowNumber }),
    done: 'wire.onArticle.dismissed',
  },
  ({ article, item, version }, { actor }) => dismissWireVersion(actor, { articleId: article, itemId: item, version }),
);
