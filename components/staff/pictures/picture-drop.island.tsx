'use client';
import { PictureUpload, type UploadTexts } from '#components/staff/pictures/picture-upload.island';
import { pictureAddress, UPLOAD } from '#i18n/admin-addresses';

/** What comes in on the library's own page, each with a link to its words. */
export function PictureDrop({ words }: { words: UploadTexts & { addTexts: string } }) {
  const link = ({ id }: { id: string }) => (
    <a href={pictureAddress(id)} className="inline-flex min-h-11 items-center underline">
      {words.addTexts}
    </a>
  );
  return (
    <form action={UPLOAD} method="post" encType="multipart/form-data">
      <PictureUpload words={words} everywhere after={link} />
    </form>
  );
}
