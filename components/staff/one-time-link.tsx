/** Something that is shown once, to be copied or handed on. */
export type OneTimeLink = {
  label: string;
  text: string;
  /** The same as a picture, for a camera to read: a data address. */
  picture?: string;
};

/** A handout as a field whose text is chosen when it is entered. */
export function OneTimeLinkField({ handout: { label, text, picture } }: { handout: OneTimeLink }) {
  const lines = text.split('\n').length;
  return (
    <div className="mt-3 grid gap-2">
      {picture && (
        // biome-ignore lint/performance/noImgElement: a picture that is in the page already has nothing to be optimized.
        <img src={picture} alt="" width="232" height="232" className="max-w-full bg-white" />
      )}
      <label className="field">
        <span>{label}</span>
        <textarea
          className="input font-mono"
          readOnly
          rows={lines === 1 ? 2 : lines}
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
    </div>
  );
}
