import { expect, it } from 'vitest';
import { isCameraCaption } from '#newsroom/media/camera-caption';

it.each([
  'OLYMPUS DIGITAL CAMERA',
  'KONICA MINOLTA DIGITAL CAMERA',
  'SONY DSC',
  'SAMSUNG',
  '<KENOX S630  / Samsung S630>',
  'Exif_JPEG_PICTURE',
  'LEAD Technologies Inc. V1.01',
  'CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90',
  'Processed with VSCO with a6 preset',
  'AppleMark',
  'oznor',
  'Untitled',
  'DSC_0001',
  'IMG_20240512_101500',
  'img-20240512-wa0001',
  'Лето.jpg',
  String.raw`C:\Users\Anna\1.jpg`,
  String.raw`DCIM\100MEDIA\DJI_0001`,
  String.raw`\\server\photos\1`,
  '/storage/emulated/0/DCIM/Camera/1',
  'file:///home/anna/1',
])('%s is what a camera or a program wrote', (text) => expect(isCameraCaption(text)).toBe(true));

it.each([
  'A lake',
  'Yerevan',
  'Озеро утром',
  'Apple',
  'Canon law',
  'A digital camera on display',
  'Picture of the day',
  'Sony PlayStation at the fair',
  'F1 in Baku',
  'Sevan/Gegharkunik',
  'Ереван, 2024',
])('%s is what a person wrote', (text) => expect(isCameraCaption(text)).toBe(false));
