import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { PreviewPage } from '../../preview-page.tsx';
import { readSharedPreview } from '../../reads.ts';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: (await readSharedPreview((await params).token))?.headline };
}

export default async function SharedPreview({ params }: Props) {
  const article = await readSharedPreview((await params).token);
  if (!article) notFound();
  setRequestLocale(article.language);
  return <PreviewPage article={article} banner="shared" />;
}
