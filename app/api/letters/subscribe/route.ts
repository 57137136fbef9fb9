import { z } from 'zod';
import { letterFormAddress, lettersAddress } from '#i18n/addresses';
import { languageCode } from '#newsroom/languages/language-code';
import { LETTER_KINDS } from '#newsroom/letters/kinds';
import { sealForm } from '#newsroom/letters/subscribers/sealed-form';
import { subscribe } from '#newsroom/letters/subscribers/subscribe';
import { guarded, notAllowed, problem } from '../../answer.ts';
import { addressOf, readForm, seeOther, wordsOf } from '../form.ts';

const fields = z.strictObject({
  language: languageCode,
  address: z.string().trim().max(320),
  kinds: z.array(z.enum(LETTER_KINDS)).max(LETTER_KINDS.length),
});

/** Asks for letters. The answer says nothing of what is known of an address. */
export const POST = guarded(async (request) => {
  const form = await readForm(request);
  if (!form) return problem(403, 'Forbidden', 'Only pages of this site may send this form.');
  const parsed = fields.safeParse({ ...Object.fromEntries(form), kinds: form.getAll('kinds') });
  if (!parsed.success) return problem(400, 'Bad request', 'The form has invalid values.');
  const { language, address, kinds } = parsed.data;
  const asked = await subscribe({
    ...{ language, address, kinds },
    words: await wordsOf(language, 'consent'),
    place: lettersAddress(language),
    from: addressOf(request),
  });
  if (asked.ok) return seeOther(lettersAddress(language, 'sent'));
  return seeOther(letterFormAddress(language, sealForm({ address, kinds, trouble: asked.why })));
});

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
