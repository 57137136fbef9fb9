import { Thumbnail } from '#components/staff/pictures/thumbnail';
import { nameOf, type ShownPicture } from '#newsroom/media/shown-picture';

/**
 * Pictures to take one of, or several where there are `chosen` ones, which show their number. `choose` says so, with
 * `{name}` where the picture's name belongs.
 */
export function ChoiceGrid({
  pictures,
  label,
  choose,
  chosen,
  onChoose,
}: {
  pictures: ShownPicture[];
  label: string;
  choose: string;
  chosen?: readonly ShownPicture[] | undefined;
  onChoose: (picture: ShownPicture) => void;
}) {
  return (
    <ul aria-label={label} className="picture-grid picture-grid-small">
      {pictures.map((picture) => (
        <li key={picture.id}>
          <button
            type="button"
            className="picture-tile"
            aria-pressed={chosen?.some(({ id }) => id === picture.id)}
            aria-label={choose.replace('{name}', nameOf(picture))}
            onClick={() => onChoose(picture)}
          >
            <Thumbnail src={picture.src} />
            <span className="picture-words">{nameOf(picture)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
