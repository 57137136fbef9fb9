// Runs inline in the head, before anything is painted, so that neither colours nor text size nor the room of embeds
// ever jump.
import { CHOICE_NAMES, readChoice } from '#enhance/choices';
import { spareData } from '#enhance/spare-data';

const root = document.documentElement;
root.classList.add('scripted');
for (const choice of CHOICE_NAMES) {
  const value = readChoice(choice);
  if (value) root.dataset[choice] = value;
}
spareData();
