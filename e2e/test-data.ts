import { hashPassword } from 'better-auth/crypto';
import type { ArticleBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { StoryKind } from '#newsroom/articles/kinds';
import { type ImportedArticle, importStory } from '#newsroom/editing/import-story';
import type { Actor } from '#newsroom/permissions/actor';
import type { Role } from '#newsroom/permissions/role';
import { database } from '#platform/database';
import { DEMO_LANGUAGES, type DemoLanguage } from '#seed/demo-languages';

// Sets the scene for tests: the least that a paper needs, and stories in whatever state the play asks for.

const NAMES = { en: 'Region', ru: 'Регион', hy: 'Տարածաշրջան' } as const;

/** A paper with a name, one section (region), one tag (water) and one author (anna), unless it has them. */
export async function createSiteSettings(): Promise<void> {
  const each = <T>(value: (language: DemoLanguage) => T) =>
    DEMO_LANGUAGES.map(({ code }) => ({ language: code, ...value(code) }));
  await database().siteSettings.create({
    data: {
      foundedYear: 2025,
      texts: {
        create: each((language) => ({
          name: `Paper ${language}`,
          tagline: 'News',
          reuseRule: `Only with a link to Paper ${language}`,
        })),
      },
    },
  });
  const sections = ['region', 'culture'];
  for (const [position, key] of sections.entries()) {
    await database().section.create({
      data: {
        key,
        position,
        texts: { create: each((language) => ({ name: NAMES[language], description: 'What happens near by' })) },
      },
    });
  }
  for (const key of ['water', 'wine'])
    await database().tag.create({
      data: { key, texts: { create: each((language) => ({ name: `${key} ${language}` })) } },
    });
  await database().author.create({
    data: { key: 'anna', texts: { create: each((language) => ({ name: `Anna ${language}` })) } },
  });
}

type Scene = {
  section?: string;
  kind?: StoryKind;
  tags?: string[];
  lead?: string;
  state?: ImportedArticle['state'];
  publishedAt?: Date;
  revisedAt?: Date;
  body?: ArticleBody;
  /** A slug for each language that the story is told in. */
  slugs: Partial<Record<Language, string>>;
  formerSlugs?: Partial<Record<Language, string[]>>;
};

/** Tells a story; returns its id and those of its articles by language. */
export async function createStory(scene: Scene): Promise<{ storyId: number; articles: Record<Language, number> }> {
  const {
    section = 'region',
    kind = 'article',
    tags = ['water'],
    lead,
    state = 'published',
    publishedAt = new Date(),
    revisedAt,
    slugs,
    formerSlugs = {},
  } = scene;
  const body = scene.body ?? [
    { type: 'paragraph', text: [{ text: `What happened, in ${Object.keys(slugs).join(', ')}.` }] },
  ];
  const told = await importStory({
    section,
    kind,
    tags,
    authors: ['anna'],
    ...(lead && { lead }),
    articles: (Object.entries(slugs) as [Language, string][]).map(([language, slug]) => ({
      language,
      slug,
      formerSlugs: formerSlugs[language] ?? [],
      headline: `Headline of ${slug}`,
      standfirst: `Standfirst of ${slug}`,
      body,
      source: 'Paper',
      state,
      publishedAt,
      ...(revisedAt && { revisedAt }),
    })),
  });
  if (!told.ok) throw new Error(`the stage refuses ${told.why}`);
  const rows = await database().article.findMany({
    where: { storyId: told.storyId },
    select: { id: true, language: true },
  });
  return {
    storyId: told.storyId,
    articles: Object.fromEntries(rows.map(({ id, language }) => [language, id])) as Record<Language, number>,
  };
}

let actors = 0;

/** Somebody of the staff in a role, as the gate would let them in. */
export async function actorFor(role: Role, name = `A ${role}`): Promise<Actor> {
  const id = `actor-${process.pid}-${++actors}`;
  await database().staff.create({ data: { id, name, email: `${id}@paper.example`, role } });
  return { id, name, role, language: 'en', address: '192.0.2.7' } as Actor;
}

/** Somebody of the staff who can sign in. */
export async function createStaffMember(
  role: Role,
  name: string,
  language: Language = 'en',
): Promise<{ id: string; name: string; email: string; password: string }> {
  const { id } = await actorFor(role, name);
  const password = 'a sentence that nobody else would think of';
  const email = `${id}@paper.example`;
  await database().staff.update({ where: { id }, data: { language } });
  await database().account.create({
    data: { id, accountId: id, providerId: 'credential', userId: id, password: await hashPassword(password) },
  });
  return { id, name, email, password };
}
