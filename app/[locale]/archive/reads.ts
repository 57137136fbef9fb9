import { cache } from 'react';
import { findNewestDay } from '#newsroom/articles/find-newest-day';
import { listDayLanguages } from '#newsroom/articles/list-day-languages';
import { listDays } from '#newsroom/articles/list-days';

export const readNewestDay = findNewestDay;
export const readDays = cache(listDays);
export const readDayLanguages = cache(listDayLanguages);
