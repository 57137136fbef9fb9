/** Of these words, cameras, telephones and programs make what they write where a caption belongs. */
const WORDS = new Set(
  [
    'agfa applemark asus benq canon casio digimax dji epson fuji fujifilm gopro hp htc huawei kenox kodak konica kyocera',
    'leica lg minolta motorola nikon nokia oneplus olympus oppo panasonic pentax polaroid ricoh samsung sanyo sony',
    'toshiba vivitar xiaomi zte corporation corp imaging optical co ltd inc',
    'digital still camera cameras cam cyber dsc dscf dslr picture pictures photo image img imag screenshot capture',
    'exif jpeg jpg jfif untitled unnamed default description user comment ascii binary charset null none unknown',
    // What Huawei's telephones write of how they took it.
    'cof cofopt dav oznor oznorwo ozedf sdr hdr hdrpl rhdr btf bty mde mtf edf fbt gms nfs rbt ptr sfm vsf tmb norm',
  ].flatMap((words) => words.split(' ')),
);

const PROGRAMS =
  /^(creator: gd-jpeg|lead technologies|file written by|created (with|by|using) |processed (with|by) |intel\(r\) jpeg)/i;
/** `C:\Photos\1.jpg`, `/storage/emulated/0/DCIM/1`, `DCIM\100MEDIA\DJI_0001`, `https://…`. */
const PATH = /^([a-z]:)?[\\/]\S|^[\w.-]+\\|^\w+:\/\/|^[\w-]+(\/[\w.-]+){2,}$/i;
const FILE = /^[^/\\]{1,200}\.(jpe?g|png|tiff?|heic|heif|gif|webp|bmp|dng|cr[23]|nef|arw|orf|rw2|raf|psd)$/i;

/**
 * Whether a text in a caption's place was written by a camera or a program and says nothing of the picture: makers'
 * words (`OLYMPUS DIGITAL CAMERA`), paths, names and numbers of files.
 */
export function isCameraCaption(text: string): boolean {
  if (PROGRAMS.test(text) || PATH.test(text) || FILE.test(text)) return true;
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  // Numbers and models, such as DSC_0001 or S630, say nothing either.
  return words.every((word) => word === '' || WORDS.has(word) || /^[a-z]{0,4}\d+[a-z]{0,3}$/.test(word));
}
