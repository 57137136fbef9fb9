'use client';
import { useState } from 'react';
import { type ChooserWords, PictureChooser } from '#components/staff/pictures/picture-chooser.island';
import type { Language } from '#i18n/languages';
import type { ShelfPicture } from '../pictures/picture-shelf.ts';

/** The story's lead picture, as a field of the form around it: shown, chosen from the library, taken away. */
export function LeadField({
  language,
  leadId,
  picture,
  words,
  chooserWords,
}: {
  language: Language;
  leadId: string | null;
  picture: ShelfPicture | null;
  words: { label: string; choose: string; remove: string };
  chooserWords: ChooserWords;
}) {
  const [lead, setLead] = useState(leadId && picture ? { id: leadId, ...picture } : null);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <fieldset>
      <legend className="field-name">{words.label}</legend>
      <input type="hidden" name="lead" value={lead?.id ?? ''} />
      {lead && (
        // biome-ignore lint/performance/noImgElement: a rendition of our own, in the size that is shown.
        <img src={lead.src} alt={lead.alt} className="max-h-48" />
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className="button" onClick={() => setChoosing(!isChoosing)} aria-expanded={isChoosing}>
          {words.choose}
        </button>
        {lead && (
          <button type="button" className="button" onClick={() => setLead(null)}>
            {words.remove}
          </button>
        )}
      </div>
      {isChoosing && (
        <PictureChooser
          language={language}
          words={chooserWords}
          onChoose={(chosen) => {
            setLead(chosen);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </fieldset>
  );
}
