'use client';
import { type IntakeWords, PictureIntake } from '#components/staff/pictures/picture-intake.island';
import { pictureAddress, UPLOAD } from '#i18n/desk-addresses';

/** What comes in on the library's own page, each with a link to its words. */
export function PictureDrop({ words }: { words: IntakeWords & { open: string } }) {
  const link = ({ id }: { id: string }) => (
    <a href={pictureAddress(id)} className="inline-flex min-h-11 items-center underline">
      {words.open}
    </a>
  );
  return (
    <form action={UPLOAD} method="post" encType="multipart/form-data">
      <PictureIntake words={words} everywhere after={link} />
    </form>
  );
}
