/**
 * Reads from a database which languages the settings name into CHOSEN_LANGUAGES, where i18n/languages.ts of this process
 * and those that it starts finds them: call it before that is imported. Rejects where the database has no settings' table.
 */
export async function setChosenLanguages(url: string): Promise<void> {
  const { connect } = await import('#platform/database');
  const { findChosenLanguages } = await import('#newsroom/languages/find-chosen-languages');
  const client = connect(url, { max: 1 });
  try {
    process.env.CHOSEN_LANGUAGES = (await findChosenLanguages(client)).join();
  } finally {
    await client.$disconnect();
  }
}
