import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { requireActor } from '../../../gate.ts';
import { PreviewPage } from '../../preview-page.tsx';
import { readPreview } from '../../reads.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const actor = await requireActor('article.read');
  return { title: (await readPreview(actor, (await params).id))?.headline };
}

export default async function Preview({ params }: Props) {
  const actor = await requireActor('article.read');
  const article = await readPreview(actor, (await params).id);
  if (!article) notFound();
  setRequestLocale(article.language);
  return <PreviewPage article={article} banner="article" />;
}
