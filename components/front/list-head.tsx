/** The head of a list that has a name and maybe a line about it. */
export function ListHead({ kicker, title, description }: { kicker?: string; title: string; description?: string }) {
  return (
    <>
      {kicker && <p className="label">{kicker}</p>}
      <h1 className="headline text-large tablet:text-[2.25rem]">{title}</h1>
      {description && <p className="mt-1 text-soft">{description}</p>}
    </>
  );
}
