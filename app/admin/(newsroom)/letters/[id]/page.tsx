import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { LetterControls } from '#components/staff/letters/letter-controls';
import { LetterEditor } from '#components/staff/letters/letter-editor';
import { LetterPreview } from '#components/staff/letters/letter-preview';
import { LetterTabs } from '#components/staff/letters/letter-tabs';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { languageOf } from '#i18n/languages';
import { EDITABLE } from '#newsroom/letters/kinds';
import { decideLetterAction, saveLetterAction, testLetterAction } from '../actions.ts';
import { readEditableLetter, readSums } from '../reads.ts';

type Props = { params: Promise<{ id: string }> };

async function findAsked({ params }: Props) {
  const actor = await requireActor('letter.edit');
  const { id } = await params;
  const editable = /^[1-9]\d{0,8}$/.test(id) ? await readEditableLetter(actor, Number(id)) : null;
  return editable ? { actor, editable } : notFound();
}

export async function generateMetadata(props: Props) {
  const { editable } = await findAsked(props);
  return { title: editable.content.subject || (await getTranslations('newsletters'))('title') };
}

export default async function LetterPage(props: Props) {
  const { actor, editable } = await findAsked(props);
  const { letter, content } = editable;
  const [k, sums, timeZone] = await Promise.all([
    getTranslations('letters.kinds'),
    readSums(letter.id),
    readTimeZone(actor.language),
  ]);
  const isOpen = letter.startedAt === null && EDITABLE.includes(letter.state);
  return (
    <NewsroomPage
      actor={actor}
      room="letters"
      title={`${k(letter.kind)}, ${languageOf(letter.language).name}, ${content.day}`}
    >
      <LetterTabs actor={actor} here="letters" />
      <LetterControls
        letter={letter}
        sums={sums}
        shown={{ language: actor.language, timeZone }}
        actions={{ decide: decideLetterAction, test: testLetterAction }}
      />
      {isOpen && <LetterEditor editable={editable} action={saveLetterAction} />}
      <LetterPreview id={letter.id} version={letter.version} />
    </NewsroomPage>
  );
}
