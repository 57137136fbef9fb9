// Runs inline in the head, before anything is painted, so that neither colours nor text size ever jump.
import { readChoice } from '#enhance/choices';

const root = document.documentElement;
root.classList.add('scripted');
const theme = readChoice('theme');
if (theme) root.dataset.theme = theme;
const textSize = readChoice('textSize');
if (textSize) root.dataset.textSize = textSize;
