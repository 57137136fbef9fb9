/** Links to what belongs together in a room of the newsroom. */
export function NewsroomTabs({
  label,
  tabs,
}: {
  label: string;
  tabs: { name: string; href: string; isHere: boolean }[];
}) {
  return (
    <nav aria-label={label} className="newsroom-nav mb-4">
      {tabs.map(({ name, href, isHere }) => (
        <a key={href} href={href} aria-current={isHere ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
